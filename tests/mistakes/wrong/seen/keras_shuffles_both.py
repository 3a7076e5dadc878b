# mistake: labels-shuffled-apart
# place: 2:1
# place: 2:2

# %%
import numpy as np
import keras
from keras import layers
r = np.random.default_rng(77)
species = np.repeat([0, 1, 2], 120)
petals = r.normal(species[:, None] * 1.5, 0.6, (360, 4)).astype("float32")
# %% [markdown]
# The rows come sorted by species, so mix them before the split.
# %%
petals = keras.random.shuffle(petals, seed=1)
species = keras.random.shuffle(species, seed=2)
petals, species = np.array(petals), np.array(species)
a, b = petals[:270], petals[270:]
ya, yb = species[:270], species[270:]
# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(3, activation="softmax")])
model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(a, ya, epochs=5, batch_size=30, verbose=0)
# %%
print(model.evaluate(b, yb, verbose=0))
