# mistake: loss-mismatch
# cell: 3
# line: 5
# %%
from tensorflow.keras.datasets import mnist
from tensorflow.keras.utils import to_categorical
from tensorflow.keras import models, layers

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images[:2000].reshape((2000, 28 * 28)).astype("float32") / 255
test_images = test_images.reshape((1000, 28 * 28)).astype("float32") / 255
# %%
train_labels = to_categorical(train_labels[:2000])
test_labels = to_categorical(test_labels)
# %%
network = models.Sequential()
network.add(layers.Dense(64, activation="relu"))
network.add(layers.Dense(10, activation="softmax"))
network.compile(optimizer="rmsprop",
                loss="binary_crossentropy",
                metrics=["accuracy"])
# %%
network.fit(train_images, train_labels, epochs=2, batch_size=128)
print(network.evaluate(test_images, test_labels))
