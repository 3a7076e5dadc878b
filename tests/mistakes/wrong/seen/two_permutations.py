# mistake: labels-shuffled-apart
# place: 2:2
# place: 2:3
# %%
import numpy as np
from keras.datasets import imdb
from keras import models, layers
(train_data, train_labels), _ = imdb.load_data(num_words=300)
def to_hot(seqs):
    out = np.zeros((len(seqs), 300))
    for i, s in enumerate(seqs):
        for w in s:
            out[i, w] = 1
    return out
x_train = to_hot(train_data)
# %%
n = len(x_train)
x_train = x_train[np.random.permutation(n)]
y_train = train_labels[np.random.permutation(n)]
# %%
model = models.Sequential()
model.add(layers.Dense(16, activation="relu", input_shape=(300,)))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
# %%
model.fit(x_train, y_train, epochs=3, batch_size=128, validation_split=0.2, verbose=0)
