# mistake: scaled-with-test-statistics
# place: 2:2
# place: 2:1
# %%
import numpy as np
import keras
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.boston_housing.load_data()
# %%
everything = np.concatenate([x_train, x_test], axis=0)
mu, sigma = np.mean(everything, axis=0), np.std(everything, axis=0)
x_train = (x_train - mu) / sigma
x_test = (x_test - mu) / sigma
# %%
inp = keras.Input(shape=(13,))
out = layers.Dense(1)(layers.Dense(32, activation="relu")(inp))
model = keras.Model(inp, out)
model.compile("adam", "mse", metrics=["mae"])
model.fit(x_train, y_train, epochs=5, verbose=0)
model.evaluate(x_test, y_test)
