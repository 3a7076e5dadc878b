# mistake: misspelt-name
# cell: 3
# line: 1

# %%
from keras.datasets import mnist
from keras import models, layers

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.reshape((len(train_images), 784)).astype('float32') / 255
test_images = test_images.reshape((len(test_images), 784)).astype('float32') / 255

# %%
network = models.Sequential()
network.add(layers.Dense(32, activation='relu'))
network.add(layers.Dense(10, activation='softmax'))
network.compile(optimizer='rmsprop',
                loss='sparse_categorical_crossentropy',
                metrics=['accuracy'])

# %%
network.fit(train_images, train_lables, epochs=1, batch_size=128)

# %%
test_loss, test_acc = network.evaluate(test_images, test_labels)
print('test_acc:', test_acc)
