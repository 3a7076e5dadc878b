# mistake: labels-shuffled-apart
# place: 2:1
# place: 2:2
# %%
import numpy as np
from tensorflow import keras
(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
train_images = train_images.reshape((-1, 784)) / 255.0
test_images = test_images.reshape((-1, 784)) / 255.0
# %%
np.random.shuffle(train_images)
np.random.shuffle(train_labels)
# %%
model = keras.models.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train_images, train_labels, epochs=2, batch_size=128, verbose=0)
model.evaluate(test_images, test_labels)
