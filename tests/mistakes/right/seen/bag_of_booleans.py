# %% [markdown]
# # 메모리를 아끼는 멀티-핫
# %%
import numpy as np
import keras
from keras import layers
from keras.datasets import imdb
(s, l), (st, lt) = imdb.load_data(num_words=10000)
def bag(seqs, words=10000):
    out = np.zeros((len(seqs), words), dtype=np.bool_)
    for row, seq in zip(out, seqs):
        row[seq] = True
    return out
x, xt = bag(s), bag(st)
print(f"{(x.nbytes + xt.nbytes) / 2**20:.0f} MB")
# %%
class Feed(keras.utils.PyDataset):
    def __init__(self, x, y, size=256):
        super().__init__()
        self.x, self.y, self.size = x, y, size
    def __len__(self):
        return -(-len(self.x) // self.size)
    def __getitem__(self, k):
        part = slice(k * self.size, (k + 1) * self.size)
        return self.x[part].astype("float32"), self.y[part]
# %%
m = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
m.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
m.fit(Feed(x[500:], l[500:]), validation_data=Feed(x[:500], l[:500]), epochs=3, verbose=0)
# %%
print(m.evaluate(Feed(xt, lt), verbose=0))
