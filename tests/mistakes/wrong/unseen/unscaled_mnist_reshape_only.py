# mistake: data-not-scaled
# place: 3:1
# place: 3:2
# place: 4:1

# %% [markdown]
# # 2장 첫 신경망
# 60,000장의 훈련 이미지와 10,000장의 테스트 이미지

# %%
from keras.datasets import mnist
from keras import models
from keras import layers
from keras.utils import to_categorical

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()

# %%
network = models.Sequential()
network.add(layers.Dense(64, activation='relu', input_shape=(28 * 28,)))
network.add(layers.Dense(10, activation='softmax'))
network.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])

# %%
train_images = train_images.reshape((len(train_images), 28 * 28))
train_images = train_images.astype('float32')
test_images = test_images.reshape((len(test_images), 28 * 28))
test_images = test_images.astype('float32')

train_labels = to_categorical(train_labels)
test_labels = to_categorical(test_labels)

# %%
network.fit(train_images, train_labels, epochs=1, batch_size=128)
test_loss, test_acc = network.evaluate(test_images, test_labels)
print('test_acc:', test_acc)
