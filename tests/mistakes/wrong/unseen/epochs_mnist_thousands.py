# mistake: too-many-epochs
# cell: 3
# line: 2
# seconds: 15

# %%
from keras.datasets import mnist
from keras import models, layers

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.reshape((-1, 784)).astype('float32') / 255
test_images = test_images.reshape((-1, 784)).astype('float32') / 255

# %%
network = models.Sequential()
network.add(layers.Dense(512, activation='relu'))
network.add(layers.Dense(10, activation='softmax'))
network.compile(optimizer='rmsprop', loss='sparse_categorical_crossentropy', metrics=['accuracy'])

# %%
# 오래 훈련할수록 정확도가 높아지겠지
network.fit(train_images, train_labels, epochs=2000, batch_size=128)

# %%
print(network.evaluate(test_images, test_labels))
