# %% [markdown]
# ## Movie reviews
# Two classes, multi-hot vectors. First find the number of epochs on a validation set, then train
# a new network from scratch on everything and look at the test set once.

# %%
from keras.datasets import imdb
import numpy as np
import keras
from keras import layers

NUM_WORDS = 5000
(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=NUM_WORDS)
print(len(train_data), len(test_data))
print(train_data[0][:10], train_labels[0])
max([max(sequence) for sequence in train_data])

# %%
def vectorize_sequences(sequences, dimension=NUM_WORDS):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.
    return results

x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)
y_train = np.asarray(train_labels).astype("float32")
y_test = np.asarray(test_labels).astype("float32")

# %%
def make():
    m = keras.Sequential([
        layers.Dense(16, activation="relu"),
        layers.Dense(16, activation="relu"),
        layers.Dense(1, activation="sigmoid")
    ])
    m.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return m

model = make()
x_val = x_train[:500]
partial_x_train = x_train[500:]
y_val = y_train[:500]
partial_y_train = y_train[500:]
history = model.fit(partial_x_train, partial_y_train, epochs=6, batch_size=256,
                    validation_data=(x_val, y_val), verbose=0)

# %%
import matplotlib.pyplot as plt
history_dict = history.history
loss_values = history_dict["loss"]
val_loss_values = history_dict["val_loss"]
epochs = range(1, len(loss_values) + 1)
plt.plot(epochs, loss_values, "bo", label="Training loss")
plt.plot(epochs, val_loss_values, "b", label="Validation loss")
plt.title("Training and validation loss")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend()
plt.show()

# %%
plt.clf()
plt.plot(epochs, history_dict["accuracy"], "bo", label="Training acc")
plt.plot(epochs, history_dict["val_accuracy"], "b", label="Validation acc")
plt.title("Training and validation accuracy")
plt.xlabel("Epochs")
plt.ylabel("Accuracy")
plt.legend()
plt.show()

# %%
best = int(np.argmin(val_loss_values)) + 1
print("best number of epochs:", best)
model = make()
model.fit(x_train, y_train, epochs=best, batch_size=256, verbose=0)
results = model.evaluate(x_test, y_test, verbose=0)
print(results)
print(model.predict(x_test[:5], verbose=0))
