# mistake: tf-keras-against-keras
# place: 1:4
# place: 3:5

# %%
import keras
import numpy as np
from keras import layers
from tensorflow.python.keras.optimizer_v2.rmsprop import RMSprop
# %%
(a, b), (c, d) = keras.datasets.mnist.load_data()
a = a.reshape((len(a), -1)).astype("float32") / 255
c = c.reshape((len(c), -1)).astype("float32") / 255
# %%
model = keras.Sequential()
model.add(layers.Dense(32, activation="relu"))
model.add(layers.Dense(10, activation="softmax"))
opt = RMSprop(1e-3)
model.compile(optimizer=opt, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
model.fit(a, b, epochs=1, batch_size=128)
print(model.evaluate(c, d))
