# mistake: wrong-slice
# cell: 2
# line: 3

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(30)
n = 400
data = rng.normal(size=(n, 3)).astype("float32")
value = 2 * data[:, 0] - data[:, 2] + 0.05 * rng.normal(size=n)

# %%
# first half for training, second half for testing
half = n / 2
x_train = data[:half]
y_train = value[:half]
x_test = data[half:]
y_test = value[half:]

# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1)])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(x_train, y_train, epochs=5, verbose=0)
print(model.evaluate(x_test, y_test, verbose=0))
