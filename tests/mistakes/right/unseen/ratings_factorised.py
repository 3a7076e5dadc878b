# %% [markdown]
# Who likes which film?  Two embeddings and a dot product - there is no Dense at the end, the dot is the rating.

# %%
import numpy as np
import pathlib, sys, math      # math is not needed after all
import keras
from keras import layers, Model

people, films, k = 40, 30, 3
rg = np.random.default_rng(6)
taste, style = rg.normal(size=(people, k)), rg.normal(size=(films, k))
who = rg.integers(0, people, 2000)
what = rg.integers(0, films, 2000)
rating = (taste[who] * style[what]).sum(-1) + rg.normal(0, 0.2, 2000)
print(rating[:5], rating.mean())

# %%
who_in = layers.Input((), dtype="int32", name="who")
what_in = layers.Input((), dtype="int32", name="what")
u = layers.Embedding(people, 4, embeddings_initializer="glorot_normal")(who_in)
v = layers.Embedding(films, 4, embeddings_initializer="glorot_normal")(what_in)
score = layers.Dot(axes=-1)([u, v])
mf = Model([who_in, what_in], score)
mf.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse", metrics=["mae"])

# %%
n = 1600
log = mf.fit([who[:n], what[:n]], rating[:n], epochs=12, batch_size=64, validation_split=0.1, verbose=0)
print("val mae by epoch:", [round(v, 2) for v in log.history["val_mae"]])
print("test:", mf.evaluate([who[n:], what[n:]], rating[n:], verbose=0), "variance", rating[n:].var())

# %%
me = 7
everything = mf.predict([np.full(films, me), np.arange(films)], verbose=0).ravel()
print("for person", me, "films", everything.argsort()[::-1][:5])
