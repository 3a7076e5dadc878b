# mistake: float64-memory
# memory_mb: 1500
# place: 2:2
# place: 3:1
# place: 3:2

# %%
import numpy as np
import keras
rng = np.random.default_rng(10)
VOCAB = 20000
# 합성 문서 12,000개
docs = [rng.integers(1, VOCAB, rng.integers(20, 60)) for _ in range(12000)]
topic = np.array([int(d.mean() > VOCAB / 2) for d in docs])
# %%
def vectorize(doc):
    v = np.zeros(VOCAB)
    np.add.at(v, doc, 1)
    return v
# %%
rows = [vectorize(d) for d in docs]
x = np.array(rows) / np.array([len(d) for d in docs])[:, None]
print(x.shape, x.nbytes / 1e6, "MB")
# %%
m = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
m.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
m.fit(x[:9000], topic[:9000], epochs=1, batch_size=512)
m.evaluate(x[9000:], topic[9000:])
