# mistake: activation-on-regression
# cell: 2
# line: 4

# %%
import keras
import numpy as np

# monthly temperatures in degrees, made up
r = np.random.default_rng(7)
month = r.integers(0, 12, 600)
lat = r.uniform(30, 60, 600)
temp = 30 - 0.4 * lat + 12 * np.cos((month - 6) * np.pi / 6) + r.normal(0, 1, 600)
inp = np.stack([np.cos(month * np.pi / 6), np.sin(month * np.pi / 6), (lat - 45) / 10], axis=1).astype("float32")

# %% [markdown]
# Functional API

# %%
i = keras.Input(shape=(3,))
h = keras.layers.Dense(32, activation="tanh")(i)
h = keras.layers.Dense(32, activation="tanh")(h)
o = keras.layers.Dense(1, activation="tanh")(h)
model = keras.Model(i, o)
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="mae")

# %%
hist = model.fit(inp[:500], temp[:500], epochs=8, batch_size=25, validation_split=0.2, verbose=0)
print(hist.history["val_loss"])
print(model.evaluate(inp[500:], temp[500:], verbose=0))
