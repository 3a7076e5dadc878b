# mistake: misspelt-keyword
# cell: 2
# line: 2

# %% [markdown]
# 뉴스 주제 46개

# %%
from keras.datasets import reuters
import numpy as np
import keras
from keras import layers

(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=3000)
len(train_data), len(test_data)

# %%
def to_multi_hot(seqs, dim=3000):
    out = np.zeros((len(seqs), dim), dtpye="float32")
    for i, s in enumerate(seqs):
        out[i, s] = 1
    return out

# %%
a = to_multi_hot(train_data)
b = to_multi_hot(test_data)
print(a.shape, b.shape)

# %%
model = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(46, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(a, train_labels, epochs=2, batch_size=256)
print(model.evaluate(b, test_labels))
