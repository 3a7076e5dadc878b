# %%
import keras
from keras import ops
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
# %%
raw = keras.Input((28, 28), dtype="float32")
h = raw / 255.0
h = keras.layers.Flatten()(h)
h = keras.layers.Dense(32)(h)
h = ops.relu(h)
logits = keras.layers.Dense(10)(h)
model = keras.Model(raw, ops.softmax(logits))
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(x[:1500], y[:1500], epochs=1, batch_size=64, verbose=0)
print(model.evaluate(xt, yt, verbose=0))
