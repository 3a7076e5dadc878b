# mistake: softmax-over-one-unit
# cell: 2
# line: 4
# %%
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

(train_data, train_labels), (test_data, test_labels) = keras.datasets.imdb.load_data(num_words=1000)

def vectorize(seqs):
    out = np.zeros((len(seqs), 1000), dtype="float32")
    for i, s in enumerate(seqs):
        out[i, s] = 1
    return out

x_train, x_test = vectorize(train_data), vectorize(test_data)
# %%
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
# %%
history = model.fit(x_train, train_labels, epochs=3, batch_size=512, validation_split=0.3)
print(model.evaluate(x_test, test_labels))
