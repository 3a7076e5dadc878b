# mistake: no-final-layer
# place: 2:3
# place: 3:1
# %%
from tensorflow.keras import models, layers
from tensorflow.keras.utils import to_categorical
from tensorflow.keras.datasets import mnist
(train_images, train_labels), _ = mnist.load_data()
train_images = train_images[:1000].reshape((1000, 784)) / 255.
train_labels = to_categorical(train_labels[:1000])
# %%
network = models.Sequential()
network.add(layers.Dense(512, activation="relu", input_shape=(784,)))
network.add(layers.Dense(64, activation="relu"))
network.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
# %%
network.fit(train_images, train_labels, epochs=1, batch_size=128)
