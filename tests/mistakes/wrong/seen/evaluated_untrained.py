# mistake: fit-never-called
# cell: 3
# line: 1
# %%
from keras.datasets import mnist
from keras import models, layers
(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.reshape((6000, 28 * 28)).astype("float32") / 255
test_images = test_images.reshape((1000, 28 * 28)).astype("float32") / 255
# %%
network = models.Sequential()
network.add(layers.Dense(512, activation="relu"))
network.add(layers.Dense(10, activation="softmax"))
network.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
test_loss, test_acc = network.evaluate(test_images, test_labels)
print("test_acc:", test_acc)
