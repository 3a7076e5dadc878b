# mistake: loss-mismatch
# cell: 2
# line: 8
# %%
import numpy as np
import keras
from keras import layers

(x, y), (x_test, y_test) = keras.datasets.reuters.load_data(num_words=1000)


def multi_hot(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.0
    return results


x, x_test = multi_hot(x), multi_hot(x_test)
y = keras.utils.to_categorical(y, 46)
y_test = keras.utils.to_categorical(y_test, 46)
# %%
model = keras.Sequential(
    [
        layers.Dense(64, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(46, activation="softmax"),
    ]
)
model.compile("rmsprop", loss="mse", metrics=["accuracy"])
history = model.fit(x, y, epochs=3, batch_size=128, validation_split=0.2, verbose=0)
# %%
print(history.history["val_accuracy"])
