# mistake: fit-called-twice
# cell: 4
# line: 1

# %%
import numpy as np
import keras
import matplotlib.pyplot as plt
from keras.datasets import imdb

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)

def multi_hot(seqs):
    m = np.zeros((len(seqs), 1000), dtype="float32")
    for i, s in enumerate(seqs):
        m[i, s] = 1
    return m

x_train, x_test = multi_hot(train_data), multi_hot(test_data)
y_train, y_test = train_labels.astype("float32"), test_labels.astype("float32")

# %%
model = keras.Sequential([
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(x_train[600:], y_train[600:], epochs=6, batch_size=256,
                    validation_data=(x_train[:600], y_train[:600]), verbose=0)

# %%
plt.plot(range(1, 7), history.history["loss"], "bo", label="Training loss")
plt.plot(range(1, 7), history.history["val_loss"], "b", label="Validation loss")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend()
plt.show()

# %% [markdown]
# It overfits after a few epochs, so train a new model from scratch for 3 epochs on all the rows.

# %%
model.fit(x_train, y_train, epochs=3, batch_size=256, verbose=0)
print(model.evaluate(x_test, y_test))
