# %%
import numpy as np
import keras
from keras import layers
t = np.arange(1500)
raw = np.stack([15 + 10 * np.sin(t / 50), 990 + 5 * np.cos(t / 80)], axis=1)
num_train = 1000
mean = raw[:num_train].mean(axis=0)
std = raw[:num_train].std(axis=0)
data = (raw - mean) / std
# %%
def windows(start, end, length=12):
    xs = np.stack([data[i - length:i] for i in range(start + length, end)])
    return xs, raw[start + length:end, 0]

x_train, y_train = windows(0, num_train)
x_test, y_test = windows(num_train, 1500)
# %%
inputs = keras.Input((12, 2))
model = keras.Model(inputs, layers.Dense(1)(layers.GRU(8)(inputs)))
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(x_train, y_train, epochs=2, batch_size=64, verbose=0)
print(model.evaluate(x_test, y_test, verbose=0))
