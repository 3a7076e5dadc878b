# mistake: activation-on-regression
# cell: 2
# line: 8

# %% [markdown]
# Temperature tomorrow, in degrees, from the last 14 days
# %%
import numpy as np
import keras
from keras import layers, ops
rng = np.random.default_rng(2)
days = np.arange(900)
temp = 12 - 10 * np.cos(2 * np.pi * days / 365) + rng.normal(0, 2, 900)
X = np.stack([temp[d:d + 14] for d in range(880)])
Y = temp[14:894]
n = 600
m, s = X[:n].mean(), X[:n].std()
X = ((X - m) / s).astype("float32")
# %%
class Forecaster(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(16, activation="relu")
        self.last = layers.Dense(1)

    def call(self, windows):
        return ops.sigmoid(self.last(self.hidden(windows)))
# %%
f = Forecaster()
f.compile(optimizer="adam", loss="mse", metrics=["mae"])
f.fit(X[:n], Y[:n], epochs=4, batch_size=50, verbose=0)
# %%
print("MAE", f.evaluate(X[n:], Y[n:], verbose=0)[1], "baseline", np.abs(temp[1:] - temp[:-1]).mean())
