# mistake: data-not-scaled
# cell: 4
# line: 1
# %%
from keras.datasets import mnist
from keras import models, layers
from keras.utils import to_categorical
# %%
(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images[:3000].reshape((3000, 28 * 28))
test_images = test_images.reshape((1000, 28 * 28))
train_labels = to_categorical(train_labels[:3000])
test_labels = to_categorical(test_labels)
# %%
network = models.Sequential()
network.add(layers.Dense(64, activation='relu', input_shape=(28 * 28,)))
network.add(layers.Dense(10, activation='softmax'))
network.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])
# %%
network.fit(train_images, train_labels, epochs=2, batch_size=128)
# %%
test_loss, test_acc = network.evaluate(test_images, test_labels)
print('test_acc:', test_acc)
