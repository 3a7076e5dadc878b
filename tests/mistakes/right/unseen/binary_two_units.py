# %% [markdown]
# ## Two classes, two units
# A softmax over two units does the same as one sigmoid. Here are both next to each other.
# The classes are not balanced, so the rare one gets a greater weight.

# %%
import random
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

np.random.seed(1337)
a = np.random.normal(loc=-0.7, size=(700, 8))
b = np.random.normal(loc=+0.7, size=(100, 8))
data = [(row, 0) for row in a] + [(row, 1) for row in b]
random.seed(1)
random.shuffle(data)                      # rows stay with their labels
features, labels = zip(*data)
features, labels = np.array(features, dtype="float32"), np.array(labels)
print(features.shape, np.bincount(labels))

# %%
f_train, f_test = features[:-200], features[-200:]
l_train, l_test = labels[:-200], labels[-200:]
n0, n1 = np.bincount(l_train)
class_weight = {0: (n0 + n1) / (2 * n0), 1: (n0 + n1) / (2 * n1)}
print(class_weight)

# %%
two = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(2, activation="softmax")])
two.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
two.fit(f_train, l_train, epochs=8, batch_size=20, verbose=0, class_weight=class_weight)

one = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
one.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
one.fit(f_train, l_train, epochs=8, batch_size=20, verbose=0, class_weight=class_weight)

# %%
p2 = two.predict(f_test, verbose=0)[:, 1]
p1 = one.predict(f_test, verbose=0)[:, 0]
print("they agree on", np.mean((p1 > .5) == (p2 > .5)))
for name, p in (("two", p2), ("one", p1)):
    guess = (p > .5).astype(int)
    table = np.zeros((2, 2), int)
    np.add.at(table, (l_test, guess), 1)
    print(name)
    print(table)
