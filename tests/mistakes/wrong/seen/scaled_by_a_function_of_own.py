# mistake: scaled-with-test-statistics
# place: 2:7
# place: 2:2
# place: 2:3
# %%
import tensorflow as tf
from tensorflow import keras
data = keras.datasets.boston_housing.load_data()
(x, y), (x_test, y_test) = data
# %%
def normalize(a):
    m = a.mean(axis=0)
    s = a.std(axis=0)
    return (a - m) / s

x = normalize(x)
x_test = normalize(x_test)
# %%
reg = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
reg.compile(optimizer="rmsprop", loss="mae")
reg.fit(x, y, epochs=5, verbose=0)
# %%
reg.evaluate(x_test, y_test)
