# %%
import keras
import matplotlib.pyplot as plt
from keras import layers
from keras.datasets import mnist
(x, y), (xt, yt) = mnist.load_data()
x = x.reshape(-1, 784).astype("float32") / 255
xt = xt.reshape(-1, 784).astype("float32") / 255
# %%
model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
log = model.fit(x, y, epochs=3, batch_size=256, validation_split=0.2, verbose=0)
# %%
def draw(ax, key, colour):
    for name, style in ((key, "o"), (f"val_{key}", "-")):
        ax.plot([e + 1 for e in log.epoch], log.history[name], style, color=colour, label=name.replace("val_", "validation "))
    ax.set(xlabel="epoch", ylabel=key, title=f"{key} by epoch")
    ax.legend()

figure, axs = plt.subplots(ncols=2, figsize=(9, 3), layout="constrained")
[draw(ax, key, c) for ax, key, c in zip(axs, ("loss", "accuracy"), ("tab:red", "tab:blue"))]
plt.show()
# %%
model.evaluate(xt, yt)
