# mistake: figure-without-labels
# place: 3:3
# place: 3:4
# place: 3:8

# %%
import keras
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(37)
cls = rng.integers(0, 3, 400)
x = (rng.normal(size=(400, 4)) + cls[:, None]).astype("float32")

# %%
net = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(3, activation="softmax")])
net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
log = net.fit(x, cls, epochs=8, batch_size=32, validation_split=0.25, verbose=0)

# %%
acc = log.history["accuracy"]
val_acc = log.history["val_accuracy"]
plt.plot(acc, "g")
plt.plot(val_acc, "m")
plt.title("accuracy")
plt.xlabel("Epoch")
plt.ylabel("Accuracy")
plt.show()
