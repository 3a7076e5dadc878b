# mistake: labels-shuffled-apart
# place: 2:1
# place: 2:2

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(23)
labels = np.repeat([0, 1, 2], 150)
data = (rng.normal(size=(450, 6)) + labels[:, None]).astype("float32")

# %% [markdown]
# The rows are sorted by class, so mix them.

# %%
data = rng.permutation(data)
labels = rng.permutation(labels)
print(labels[:20])

# %%
x_train, x_test = data[:350], data[350:]
y_train, y_test = labels[:350], labels[350:]
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(3, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=6, verbose=0)
print(model.evaluate(x_test, y_test, verbose=0))
