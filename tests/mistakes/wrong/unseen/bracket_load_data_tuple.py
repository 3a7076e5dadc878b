# mistake: missing-comma-or-bracket
# cell: 1
# line: 5

# %%
from keras.datasets import imdb
import numpy as np
import keras

(train_data, train_labels), (test_data, test_labels = imdb.load_data(num_words=1000)

# %%
def multi_hot(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.0
    return results

x_train = multi_hot(train_data)
x_test = multi_hot(test_data)

# %%
model = keras.Sequential([
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, train_labels, epochs=2, batch_size=256, validation_split=0.2)
print(model.evaluate(x_test, test_labels))
