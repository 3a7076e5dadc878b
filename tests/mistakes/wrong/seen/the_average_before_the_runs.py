# mistake: cells-out-of-order
# cell: 3
# line: 1

# %%
import numpy as np
import keras
from keras import layers
rng = np.random.default_rng(4)
A = rng.normal(size=(300, 8)).astype("float32")
B = (A[:, 0] - A[:, 3] > 0).astype("float32")
# %%
def fresh():
    m = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
    m.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
    return m
# %% [markdown]
# Mean accuracy over three runs:
# %%
mean_acc = sum(accs) / len(accs)
print(f"{mean_acc:.3f}")
# %%
accs = []
for run in range(3):
    m = fresh()
    m.fit(A[:200], B[:200], epochs=2, verbose=0)
    accs.append(m.evaluate(A[200:], B[200:], verbose=0)[1])
accs
