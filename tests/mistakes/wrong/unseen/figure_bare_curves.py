# mistake: figure-without-labels
# place: 3:2
# place: 3:3
# place: 3:4

# %%
import numpy as np
import keras
from keras import layers
import matplotlib.pyplot as plt
from keras.datasets import imdb

(train_data, train_labels), _ = imdb.load_data(num_words=1000)
x_train = np.zeros((len(train_data), 1000), dtype="float32")
for i, sequence in enumerate(train_data):
    x_train[i, sequence] = 1.
y_train = np.asarray(train_labels).astype("float32")

# %%
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=5, batch_size=256, validation_split=0.3, verbose=0)

# %%
epochs = range(1, 6)
plt.plot(epochs, history.history["loss"], "bo")
plt.plot(epochs, history.history["val_loss"], "b")
plt.show()
