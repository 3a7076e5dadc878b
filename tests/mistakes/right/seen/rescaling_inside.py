# %%
import keras
from keras import layers
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x, y = x[:1500], y[:1500]
# %%
inputs = keras.Input(shape=(28, 28))
h = layers.Rescaling(1 / 255)(inputs)
h = layers.Reshape((28, 28, 1))(h)
h = layers.Conv2D(8, 3, 2, activation="relu")(h)
h = layers.Flatten()(h)
outputs = layers.Dense(10, activation="softmax")(h)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=1, verbose=0)
model.evaluate(xt, yt)
