# mistake: wrong-slice
# cell: 2
# line: 4

# %%
import numpy as np
import keras
from keras.datasets import imdb

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)
def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results
x_train = vectorize_sequences(train_data)
y_train = train_labels.astype("float32")

# %%
x_val = x_train[:600]
partial_x_train = x_train[600:]
y_val = y_train[:600]
partial_y_train = y_train[600;]

# %%
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(partial_x_train, partial_y_train, epochs=3, batch_size=200, validation_data=(x_val, y_val))
