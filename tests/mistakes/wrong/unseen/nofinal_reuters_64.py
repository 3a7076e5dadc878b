# mistake: no-final-layer
# cell: 3
# line: 3

# %%
from keras.datasets import reuters
import numpy as np
import keras
from keras import models, layers

(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=1500)

# %%
def vectorize_sequences(sequences, dimension=1500):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)
one_hot_train_labels = keras.utils.to_categorical(train_labels)
one_hot_test_labels = keras.utils.to_categorical(test_labels)

# %%
model = models.Sequential()
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(64, activation="relu"))
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])

# %%
model.fit(x_train, one_hot_train_labels, epochs=2, batch_size=256)
print(model.evaluate(x_test, one_hot_test_labels))
