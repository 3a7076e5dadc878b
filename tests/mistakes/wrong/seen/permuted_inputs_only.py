# mistake: labels-shuffled-apart
# cell: 2
# line: 3
# %%
import numpy as np
import keras
(data, targets), (test_data, test_targets) = keras.datasets.boston_housing.load_data()
mean, std = data.mean(axis=0), data.std(axis=0)
data = (data - mean) / std
# %%
rng = np.random.default_rng(0)
order = rng.permutation(len(data))
data = data[order]
x_val, y_val = data[:100], targets[:100]
x_part, y_part = data[100:], targets[100:]
# %%
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(x_part, y_part, validation_data=(x_val, y_val), epochs=5, batch_size=16, verbose=0)
