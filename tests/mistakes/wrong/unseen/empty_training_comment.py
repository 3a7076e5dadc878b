# mistake: answer-left-empty
# cell: training
# quest: network

# %% [markdown]
# # A network

# %%
import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(3)
targets = rng.integers(0, 3, 300)
samples = (rng.normal(0, 0.4, (300, 6)) + np.eye(3)[targets].repeat(2, axis=1)).astype('float32')

# %% network
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(3, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %% training
# Train it: `history = model.fit(...)`

# %%
print(model.evaluate(samples, targets, verbose=0))
