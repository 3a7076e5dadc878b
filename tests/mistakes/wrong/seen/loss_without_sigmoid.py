# mistake: loss-mismatch
# place: 3:4
# place: 3:5
# %%
import numpy as np
from keras.datasets import imdb
from keras import Sequential
from keras.layers import Dense

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)
# %%
def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.
    return results

x_train = vectorize_sequences(train_data).astype("float32")
x_test = vectorize_sequences(test_data).astype("float32")
y_train = np.asarray(train_labels).astype("float32")
y_test = np.asarray(test_labels).astype("float32")
# %%
model = Sequential()
model.add(Dense(16, activation="relu"))
model.add(Dense(16, activation="relu"))
model.add(Dense(1))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
# %%
model.fit(x_train, y_train, epochs=3, batch_size=256)
results = model.evaluate(x_test, y_test)
