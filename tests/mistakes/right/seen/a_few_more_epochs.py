# %%
import numpy as np, keras
x = np.linspace(-1, 1, 300).reshape(-1, 1); y = x ** 2
net = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
net.compile("adam", "mse")
# %%
history = net.fit(x, y, epochs=3, verbose=0)
# %% [markdown]
# The loss still falls, so we continue for a few more epochs.
# %%
history = net.fit(x, y, epochs=3, verbose=0)
# %%
net.predict(np.array([[0.5]]))
