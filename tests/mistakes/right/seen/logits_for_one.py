# %%
import numpy as np
from keras import Sequential, losses, layers, Input
rng = np.random.default_rng(21)
a = rng.normal((-1, 0), 0.5, (300, 2))
b = rng.normal((1, 0), 0.5, (300, 2))
X = np.vstack([a, b]); y = np.r_[np.zeros(300), np.ones(300)]
p = rng.permutation(600)
X, y = X[p], y[p]
# %%
clf = Sequential([Input((2,)), layers.Dense(8, "relu"), layers.Dense(1)])
clf.compile("adam", losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy"])
clf.fit(X[:500], y[:500], epochs=4, verbose=0)
clf.evaluate(X[500:], y[500:])
