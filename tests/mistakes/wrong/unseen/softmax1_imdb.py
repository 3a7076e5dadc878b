# mistake: softmax-over-one-unit
# cell: 2
# line: 4

# %%
from keras.datasets import imdb
import numpy as np
import keras
from keras import layers

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=2000)

def vectorize_sequences(sequences, dimension=2000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)

# %%
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])

# %%
model.fit(x_train, train_labels, epochs=2, batch_size=256, validation_split=0.25)
# accuracy가 왜 0.5에서 안 올라가지?
print(model.evaluate(x_test, test_labels))
