# mistake: validation-among-training
# place: 4:1
# place: 4:4

# %%
import numpy as np
import keras
from keras.datasets import mnist

(images, labels), (test_images, test_labels) = mnist.load_data()
images = images.reshape(len(images), -1).astype('float32') / 255.
test_images = test_images.reshape(len(test_images), -1).astype('float32') / 255.

# %%
np.random.seed(0)
val_rows = np.random.choice(len(images), 800, replace=False)
val_images, val_labels = images[val_rows], labels[val_rows]
print('validation', val_images.shape)

# %%
model = keras.Sequential()
model.add(keras.layers.Dense(64, activation='relu'))
model.add(keras.layers.Dense(10, activation='softmax'))
model.compile(loss='sparse_categorical_crossentropy', optimizer='rmsprop', metrics=['accuracy'])

# %%
model.fit(images, labels,
          epochs=2,
          batch_size=128,
          validation_data=(val_images, val_labels))
print(model.evaluate(test_images, test_labels))
