# mistake: misspelt-keyword
# cell: 3
# line: 3

# %%
import keras
import numpy as np
import matplotlib.pyplot as plt

np.random.seed(5)
x = np.random.uniform(-2, 2, size=(500, 1))
y = np.sin(2 * x[:, 0]) + 0.1 * np.random.randn(500)

# %% [markdown]
# A tiny regression. I keep a quarter of the rows for validation.

# %%
net = keras.Sequential([keras.layers.Dense(32, activation="relu"),
                        keras.layers.Dense(32, activation="relu"),
                        keras.layers.Dense(1)])
net.compile(optimizer="adam", loss="mse", metrics=["mae"])
h = net.fit(x, y, epochs=8, batch_size=32, validation_split=0.25, verbose=0)

# %%
epochs = range(1, 9)
plt.plot(epochs, h.history["loss"], "bo", label="Training loss")
plt.plot(epochs, h.history["val_loss"], "b", lable="Validation loss")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend()
plt.show()
