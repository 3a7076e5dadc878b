# mistake: name-from-deleted-cell
# cell: 4
# line: 1

# %%
import numpy as np
import keras
from keras.datasets import reuters
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=1000)

# %%
def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)

# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(46, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
history = model.fit(partial_x_train, partial_y_train,
                    epochs=2, batch_size=256,
                    validation_data=(x_val, y_val))

# %%
model.evaluate(x_test, test_labels)
