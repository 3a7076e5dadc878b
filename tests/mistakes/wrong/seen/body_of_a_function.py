# mistake: misspelt-name
# cell: 2
# line: 4

# %%
import numpy as np
import keras
from keras import layers
from keras.datasets import boston_housing as bh

(tr, trp), (te, tep) = bh.load_data()
centre, spread = tr.mean(0), tr.std(0)
# %%
def prepare(rows):
    """Bring every column to mean 0 and deviation 1."""
    shifted = rows - centre
    return shfted / spread

def build(units=32):
    m = keras.Sequential([layers.Dense(units, activation="relu"), layers.Dense(1)])
    m.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return m
# %% [markdown]
# Now use both.
# %%
tr_n = prepare(tr)
te_n = prepare(te)
# %%
m = build()
m.fit(tr_n, trp, epochs=3, batch_size=16, verbose=0)
m.evaluate(te_n, tep)
