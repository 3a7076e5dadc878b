# mistake: shape-mismatch
# place: 2:5
# place: 3:5

# %%
import keras
from keras import layers
import numpy as np
(images, labels), _ = keras.datasets.mnist.load_data()
images = np.expand_dims(images[:800], -1).astype("float32") / 255
labels = labels[:800]
# %%
def block(x, filters):
    residual = x
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return layers.add([x, residual])
# %%
inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(4, 3, strides=2, activation="relu")(inputs)
x = block(x, 4)
x = layers.MaxPooling2D(2)(x)
x = block(x, 8)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(10, activation="softmax")(x))
# %%
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(images, labels, epochs=1, batch_size=100, verbose=0)
print(model.evaluate(images, labels, verbose=0))
