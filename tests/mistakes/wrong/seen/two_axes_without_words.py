# mistake: figure-without-labels
# place: 3:4
# place: 3:5
# place: 3:8

# %%
import keras
import matplotlib.pyplot as plt
from keras import layers
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784).astype("float32") / 255
xt = xt.reshape(-1, 784).astype("float32") / 255
# %%
model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
h = model.fit(x, y, epochs=3, batch_size=256, validation_split=0.2, verbose=0).history
# %%
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
ep = range(1, len(h["loss"]) + 1)
for ax, what in ((left, "loss"), (right, "accuracy")):
    ax.plot(ep, h[what], "bo")
    ax.plot(ep, h["val_" + what], "b")
    ax.grid(True)
fig.tight_layout()
plt.show()
# %%
print(model.evaluate(xt, yt, verbose=0))
