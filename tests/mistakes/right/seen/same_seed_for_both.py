# %% [markdown]
# Shuffle first, with one seed for rows and labels.
# %%
import numpy as np
import keras
from keras import layers
r = np.random.default_rng(3)
kind = np.repeat(np.arange(3), 100)
leaf = r.normal(kind[:, None] * 1.2, 0.5, (300, 5)).astype("float32")
# %%
SEED = 11
check = leaf[:, 0].copy()
leaf = leaf[np.random.default_rng(SEED).permutation(len(leaf))]
kind = kind[np.random.default_rng(SEED).permutation(len(kind))]
check = check[np.random.default_rng(SEED).permutation(len(check))]
print("아직 같은 순서인가?", np.array_equal(check, leaf[:, 0]))
# %%
cut = 220
m = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(3, activation="softmax")])
m.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(leaf[:cut], kind[:cut], epochs=6, batch_size=22, verbose=0)
# %%
print(m.evaluate(leaf[cut:], kind[cut:], verbose=0))
