# mistake: older-edition
# cell: 3
# line: 2

# %% [markdown]
# # What do the hidden units see?
# %%
import numpy as np
import keras
from keras import layers
from keras import backend as K
(x_train, y_train), _ = keras.datasets.mnist.load_data()
x_train = x_train[:1500].reshape(-1, 784).astype("float32") / 255
y_train = y_train[:1500]
# %%
inputs = keras.Input(shape=(784,))
hidden = layers.Dense(20, activation="relu", name="hidden")(inputs)
outputs = layers.Dense(10, activation="softmax")(hidden)
model = keras.Model(inputs, outputs)
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)
# %%
# intermediate output of the hidden layer
fetch = K.function([model.input], [model.get_layer("hidden").output])
activations = fetch([x_train[:50]])[0]
# %%
print(activations.shape, (activations > 0).mean(axis=0).round(2))
