# %%
import numpy as np
import keras
from keras import layers as L

(tr, tr_y), (te, te_y) = keras.datasets.reuters.load_data(num_words=2000)
bag = lambda seqs: np.stack([np.bincount(s, minlength=2000) > 0 for s in seqs]).astype("float32")
tr, te = bag(tr), bag(te)
# %%
i = keras.Input((2000,))
o = L.Dense(46, "softmax")(L.Dense(64, "relu")(i))
m = keras.Model(i, o)
m.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
m.fit(tr[500:], tr_y[500:], 128, 3, validation_data=(te[:0 + 100], te_y[:100]), verbose=0)
# %%
print(m.evaluate(te, te_y, verbose=0))
