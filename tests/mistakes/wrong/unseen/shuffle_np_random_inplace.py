# mistake: labels-shuffled-apart
# place: 2:2
# place: 2:3

# %%
import numpy as np
from keras.datasets import mnist
from keras import models, layers

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.reshape((-1, 28 * 28)).astype('float32') / 255
test_images = test_images.reshape((-1, 28 * 28)).astype('float32') / 255

# %%
# 데이터 섞기
np.random.shuffle(train_images)
np.random.shuffle(train_labels)

# %%
network = models.Sequential()
network.add(layers.Dense(64, activation='relu'))
network.add(layers.Dense(10, activation='softmax'))
network.compile(optimizer='rmsprop', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
network.fit(train_images, train_labels, epochs=1, batch_size=128)
print(network.evaluate(test_images, test_labels))
