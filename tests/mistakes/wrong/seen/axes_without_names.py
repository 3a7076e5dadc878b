# mistake: figure-without-labels
# cell: 2
# %%
import keras, numpy as np
import matplotlib.pyplot as plt
x = np.random.default_rng(8).normal(size=(400, 3)).astype("float32")
y = (x[:, 0] > x[:, 1]).astype("float32")
net = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
net.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
hist = net.fit(x, y, epochs=4, validation_split=0.25, verbose=0).history
# %%
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(hist["accuracy"], label="training")
ax.plot(hist["val_accuracy"], label="validation")
ax.legend()
plt.show()
