# %%
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.datasets import imdb
from tensorflow.keras.utils import pad_sequences

max_features = 3000
maxlen = 60
(x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=max_features)
x_train = pad_sequences(x_train, maxlen=maxlen)
x_test = pad_sequences(x_test, maxlen=maxlen)
print("shape:", x_train.shape, x_train[0, :8])

# %% [markdown]
# Word indices go straight into the `Embedding`; index 0 is padding.

# %%
inputs = keras.Input(shape=(maxlen,), dtype="int32")
e = layers.Embedding(max_features, 16)(inputs)
s = layers.Dense(1)(e)                       # a score for each word
w = layers.Softmax(axis=1)(s)                # over the 60 words, not over the one unit
context = layers.Dot(axes=1)([w, e])
context = layers.Flatten()(context)
outputs = layers.Dense(1, activation="sigmoid")(context)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["acc"])
model.summary()

# %%
history = model.fit(x_train, y_train, epochs=4, batch_size=64, validation_split=0.2, verbose=0)
print(history.history.keys())
print(history.history["acc"], history.history["val_acc"])

# %%
loss, acc = model.evaluate(x_test, y_test, verbose=0)
print(f"loss {loss:.3f}, acc {acc:.3f}")
weights = model.layers[1].get_weights()[0]
print("embedding matrix", weights.shape)
