# mistake: no-final-layer
# place: 2:1
# place: 4:4
# place: 5:1

# %%
import numpy as np
from keras.datasets import reuters
from keras import Sequential, layers
(train, train_y), (test, test_y) = reuters.load_data(num_words=1000)
# %%
how_many = int(max(train_y))   # number of topics
print("topics:", how_many)
# %%
def to_rows(sequences):
    rows = np.zeros((len(sequences), 1000), dtype=np.float32)
    for r, seq in zip(rows, sequences):
        r[seq] = 1
    return rows

a, b = to_rows(train), to_rows(test)
# %%
model = Sequential()
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(how_many, activation="softmax"))
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
model.fit(a, train_y, epochs=2, batch_size=128)
model.evaluate(b, test_y)
