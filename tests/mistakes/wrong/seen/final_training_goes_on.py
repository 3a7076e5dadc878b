# mistake: fit-called-twice
# cell: 5
# line: 1
# %%
import numpy as np
import keras
from keras import layers
(train_data, train_labels), (test_data, test_labels) = keras.datasets.imdb.load_data(num_words=500)
def multi_hot(sequences):
    results = np.zeros((len(sequences), 500), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.0
    return results
x_train, x_test = multi_hot(train_data), multi_hot(test_data)
y_train, y_test = train_labels.astype("float32"), test_labels.astype("float32")
# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
# %%
x_val, partial_x_train = x_train[:600], x_train[600:]
y_val, partial_y_train = y_train[:600], y_train[600:]
history = model.fit(partial_x_train, partial_y_train, epochs=6, batch_size=128, validation_data=(x_val, y_val), verbose=0)
# %%
print(np.argmin(history.history["val_loss"]) + 1)
# %%
model.fit(x_train, y_train, epochs=3, batch_size=128, verbose=0)
# %%
results = model.evaluate(x_test, y_test)
