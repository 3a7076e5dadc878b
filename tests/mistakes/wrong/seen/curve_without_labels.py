# mistake: figure-without-labels
# cell: 3
# %%
import numpy as np
import keras
import matplotlib.pyplot as plt
x = np.linspace(-1, 1, 400)[:, None]
y = np.sin(3 * x)
# %%
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
history = model.fit(x, y, epochs=5, validation_split=0.2, verbose=0)
# %%
plt.plot(history.history["loss"])
plt.plot(history.history["val_loss"])
plt.show()
