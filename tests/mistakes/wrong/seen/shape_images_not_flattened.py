# mistake: shape-mismatch
# cell: 3
# line: 1
# %%
import keras
from keras.datasets import mnist
(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.astype("float32") / 255
# %%
network = keras.Sequential()
network.add(keras.layers.Input(shape=(28 * 28,)))
network.add(keras.layers.Dense(64, activation="relu"))
network.add(keras.layers.Dense(10, activation="softmax"))
network.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
network.fit(train_images, train_labels, epochs=1, batch_size=128)
