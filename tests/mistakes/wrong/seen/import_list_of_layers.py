# mistake: misspelt-layer
# place: 1:3
# place: 1:6

# %%
import numpy as np
from keras import Sequential, Input
from keras.layers import (
    Dense,
    Flatten,
    Dropuot,
    Rescaling,
)
from keras.datasets import mnist
# %%
(x, y), (xt, yt) = mnist.load_data()
print(x.shape, x.dtype, y[:10])
# %%
model = Sequential([
    Input((28, 28)),
    Rescaling(1 / 255),
    Flatten(),
    Dense(64, activation="relu"),
    Dropout(0.3),
    Dense(10, activation="softmax"),
])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
model.fit(x[:2000], y[:2000], epochs=1, batch_size=128, validation_split=0.1)
