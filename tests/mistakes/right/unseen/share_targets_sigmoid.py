# %%
"""Humidity as a share between 0 and 1 -> sigmoid on a regression; and an angle's sine between -1 and 1 -> tanh."""
import numpy as np
import keras

r = np.random.RandomState(77)
X = r.normal(size=(800, 6))
share = 1 / (1 + np.exp(-(X[:, 0] - X[:, 1] * X[:, 2])))
share = np.clip(share + r.normal(scale=.03, size=800), 0, 1)
sine = np.sin(X[:, 3] + .5 * X[:, 4])
print(share.min(), share.max(), sine.min(), sine.max())

# %%
cut = 600
inputs = keras.Input(shape=(6,))
h = keras.layers.Dense(48, activation="swish")(inputs)
h = keras.layers.Dense(48, activation="swish")(h)
humid = keras.layers.Dense(1, activation="sigmoid", name="humid")(h)
wave = keras.layers.Dense(1, activation="tanh", name="wave")(h)
both = keras.Model(inputs, {"humid": humid, "wave": wave})
both.compile(optimizer=keras.optimizers.Adam(0.01), loss={"humid": "mse", "wave": "mae"},
             loss_weights={"humid": 2.0, "wave": 1.0})
hist = both.fit(X[:cut], {"humid": share[:cut], "wave": sine[:cut]}, validation_split=0.2,
                epochs=15, batch_size=32, verbose=0)
print(sorted(hist.history))

# %%
out = both.predict(X[cut:], verbose=0)
print("humidity off by", np.abs(out["humid"][:, 0] - share[cut:]).mean(), "baseline", np.abs(share[:cut].mean() - share[cut:]).mean())
print("sine off by", np.abs(out["wave"][:, 0] - sine[cut:]).mean(), "baseline", np.abs(sine[:cut].mean() - sine[cut:]).mean())
