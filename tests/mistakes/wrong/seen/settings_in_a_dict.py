# mistake: misspelt-keyword
# place: 3:5
# place: 4:6

# %% [markdown]
# # Reuters, with the settings kept in one place
# %%
import numpy as np
import keras
from keras import layers
from keras.datasets import reuters

(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=2000)
print(len(train_data), "newswires")
# %%
def bag(seqs, dim=2000):
    out = np.zeros((len(seqs), dim), dtype="float32")
    for i, s in enumerate(seqs):
        out[i, s] = 1
    return out

x_train = bag(train_data)
x_test = bag(test_data)
# %%
# 하이퍼파라미터를 한곳에 모아 둡니다
arch = dict(units=64, activation="relu")
training = {
    "batch_size": 256,
    "epoch": 2,
    "validation_split": 0.2,
    "verbose": 2,
}
# %%
model = keras.Sequential([
    layers.Dense(**arch),
    layers.Dense(46, activation="softmax"),
])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_train, train_labels, **training)
# %%
print(model.evaluate(x_test, test_labels, verbose=0))
