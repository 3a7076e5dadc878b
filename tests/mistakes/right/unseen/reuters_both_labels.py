# %%
import keras, numpy as np
from keras.datasets import reuters
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=4000)
print(train_labels.min(), train_labels.max())

# %%
def multi_hot(seqs, dim=4000):
    out = np.zeros((len(seqs), dim), "float32")
    for row, words in enumerate(seqs):
        out[row, words] = 1
    return out

x_train, x_test = multi_hot(train_data), multi_hot(test_data)

def to_one_hot(labels, dimension=46):
    results = np.zeros((len(labels), dimension))
    for i, label in enumerate(labels):
        results[i, label] = 1.
    return results

# %% [markdown]
# Once with one-hot labels ...

# %%
from keras import layers
def network(width=64):
    return keras.Sequential([
        keras.Input((4000,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(width, activation="relu"),
        layers.Dense(46, activation="softmax"),
    ])

n_val = 400
one_hot = to_one_hot(train_labels)
a = network()
a.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
ha = a.fit(x_train[n_val:], one_hot[n_val:], epochs=4, batch_size=128,
           validation_data=(x_train[:n_val], one_hot[:n_val]), verbose=0)

# %% [markdown]
# ... and once with the integers themselves.

# %%
b = network()
b.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
hb = b.fit(x_train[n_val:], train_labels[n_val:], epochs=4, batch_size=128,
           validation_data=(x_train[:n_val], train_labels[:n_val]), verbose=0)
print(ha.history["val_accuracy"][-1], hb.history["val_accuracy"][-1])

# %% [markdown]
# The information bottleneck: 4 units in the middle, to see what it costs.

# %%
small = network(width=4)
small.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
hs = small.fit(x_train[n_val:], train_labels[n_val:], epochs=4, batch_size=128,
               validation_data=(x_train[:n_val], train_labels[:n_val]), verbose=0)
print("64:", hb.history["val_accuracy"][-1], "4:", hs.history["val_accuracy"][-1])

# %%
import copy
test_labels_copy = copy.copy(test_labels)
np.random.shuffle(test_labels_copy)
print("a random guesser:", (test_labels == test_labels_copy).mean())
print("integers:", b.evaluate(x_test, test_labels, verbose=0)[1])
print("one-hot:", a.evaluate(x_test, to_one_hot(test_labels), verbose=0)[1])
