# %% [markdown]
# # Movie reviews
# %%
from tensorflow.keras.datasets import imdb
import numpy as np

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)


def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.0
    return results


x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)
y_train = np.asarray(train_labels).astype("float32")
y_test = np.asarray(test_labels).astype("float32")
# %%
from tensorflow import keras
from tensorflow.keras import layers


def build_model():
    model = keras.Sequential(
        [
            layers.Dense(16, activation="relu"),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model


model = build_model()
x_val = x_train[:600]
partial_x_train = x_train[600:]
y_val = y_train[:600]
partial_y_train = y_train[600:]
history = model.fit(
    partial_x_train, partial_y_train, epochs=6, batch_size=256, validation_data=(x_val, y_val), verbose=0
)
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
# %% [markdown]
# Now a new model, on all reviews, for three epochs.
# %%
model = build_model()
model.fit(x_train, y_train, epochs=3, batch_size=256, verbose=0)
results = model.evaluate(x_test, y_test)
print(results, model.predict(x_test)[:5])
