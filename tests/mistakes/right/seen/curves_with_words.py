# %%
import keras
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(33)
X = rng.normal(size=(400, 2)); y = (X[:, 0] ** 2 + X[:, 1] ** 2 < 1).astype(int)
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
h = model.fit(X, y, epochs=4, validation_split=0.25, verbose=0)
# %%
def draw(history, key):
    fig, ax = plt.subplots()
    ax.plot(history.history[key], "o-", label=key)
    ax.plot(history.history["val_" + key], "s--", label="val_" + key)
    ax.set(xlabel="에포크", ylabel=key, title=f"훈련과 검증: {key}")
    ax.legend()
    plt.show()

draw(h, "loss")
draw(h, "accuracy")
# %%
plt.scatter(X[:, 0], X[:, 1], c=y)
plt.show()
plt.imshow(np.eye(5))
plt.show()
