# mistake: shape-mismatch
# place: 2:4
# place: 4:1

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(12)
X = rng.normal(size=(500, 9)).astype("float32")
Y = (X[:, 0] * 2 - X[:, 5] > 0).astype("float32")

# %%
num_val = 100
x_val, y_val = X[:num_val], Y[:num_val]
partial_X = X[num_val:]
partial_Y = Y

# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])

# %%
model.fit(partial_X, partial_Y, epochs=4, validation_data=(x_val, y_val))
