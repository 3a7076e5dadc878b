# mistake: figure-without-labels
# place: 3:2
# place: 3:3
# place: 3:4

# %%
import numpy as np
import keras
from matplotlib import pyplot as plt

r = np.random.RandomState(15)
x = r.uniform(-3, 3, (400, 1)).astype("float32")
y = np.abs(x[:, 0]) + 0.1 * r.randn(400)

# %%
small = keras.Sequential([keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
big = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
curves = {}
for name, m in [("small", small), ("big", big)]:
    m.compile(optimizer="adam", loss="mse")
    curves[name] = m.fit(x, y, epochs=8, validation_split=0.2, verbose=0).history["val_loss"]

# %% [markdown]
# Which one has the lower validation loss?

# %%
fig, ax = plt.subplots()
ax.plot(curves["small"])
ax.plot(curves["big"])
plt.show()
