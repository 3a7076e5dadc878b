# mistake: tf-keras-against-keras
# place: 1:4
# place: 2:2

# %%
import numpy as np
import keras
from keras.datasets import mnist
from tensorflow.python.keras import layers

(a, b), (c, d) = mnist.load_data()
a = a.reshape((-1, 784)).astype("float32") / 255
c = c.reshape((-1, 784)).astype("float32") / 255

# %%
inputs = keras.Input(shape=(784,))
h = layers.Dense(32, activation="relu")(inputs)
outputs = layers.Dense(10, activation="softmax")(h)
model = keras.Model(inputs, outputs)

# %%
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(a, b, epochs=1, batch_size=128)
print("테스트:", model.evaluate(c, d))
