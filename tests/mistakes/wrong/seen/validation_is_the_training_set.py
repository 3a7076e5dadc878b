# mistake: validation-among-training
# cell: 2
# line: 9
# %%
import keras
from keras import layers
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x[:2000].reshape(2000, 784) / 255.
y = y[:2000]
# %%
inputs = keras.Input(shape=(784,))
h = layers.Dense(32, activation="relu")(inputs)
outputs = layers.Dense(10, activation="softmax")(h)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam",
              loss="sparse_categorical_crossentropy",
              metrics=["accuracy"])

hist = model.fit(x, y, batch_size=128, epochs=2, validation_data=(x, y))
