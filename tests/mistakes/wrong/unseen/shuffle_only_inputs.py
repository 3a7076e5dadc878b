# mistake: labels-shuffled-apart
# cell: 2
# line: 3

# %%
import numpy as np
import keras
from keras import layers
from keras.datasets import reuters

(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=1000)

def vectorize(sequences, dim=1000):
    out = np.zeros((len(sequences), dim), dtype="float32")
    for i, seq in enumerate(sequences):
        out[i, seq] = 1.
    return out

x_train, x_test = vectorize(train_data), vectorize(test_data)

# %%
idx = np.arange(len(x_train))
np.random.default_rng(1).shuffle(idx)
x_train = x_train[idx]

# %%
x_val, partial_x = x_train[:400], x_train[400:]
y_val, partial_y = train_labels[:400], train_labels[400:]

# %%
model = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(46, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(partial_x, partial_y, epochs=2, batch_size=128, validation_data=(x_val, y_val))
model.evaluate(x_test, test_labels)
