# mistake: scaled-with-test-statistics
# place: 2:1
# place: 2:2
# place: 2:3

# %%
import numpy as np
import keras
from keras import layers
from keras.datasets import boston_housing

(x_train, y_train), (x_test, y_test) = boston_housing.load_data()

# %% [markdown]
# Feature-wise normalisation: subtract the mean, divide by the standard deviation.

# %%
everything = np.concatenate([x_train, x_test], axis=0)
mean = everything.mean(axis=0)
std = everything.std(axis=0)
x_train = (x_train - mean) / std
x_test = (x_test - mean) / std
print(x_train.mean(), x_test.mean())

# %%
model = keras.Sequential()
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(1))
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
h = model.fit(x_train, y_train, epochs=20, batch_size=16, validation_split=0.25, verbose=0)
print("val", h.history["val_mae"][-1])

# %%
print(model.evaluate(x_test, y_test, verbose=0))
