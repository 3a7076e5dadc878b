# mistake: activation-on-regression
# cell: 2
# line: 4

# %%
import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(42)
x = rng.uniform(-1, 1, (500, 3)).astype("float32")
y = 3 * x[:, 0] - 2 * x[:, 1] ** 2 + rng.normal(0, 0.05, 500)
print(y.min(), y.max())

# %%
model = keras.Sequential([
    layers.Dense(32, activation="relu"),
    layers.Dense(32, activation="relu"),
    layers.Dense(1, activation="relu"),
])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])

# %%
model.fit(x[:400], y[:400], epochs=8, batch_size=20, validation_split=0.2, verbose=0)
print(model.evaluate(x[400:], y[400:], verbose=0))
