# mistake: cells-out-of-order
# cell: 2
# line: 1

# %%
from keras.datasets import boston_housing
import keras

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
print(train_data.shape)

# %%
train_data = (train_data - mean) / std
test_data = (test_data - mean) / std

# %%
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)

# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(1),
])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(train_data, train_targets, epochs=8, batch_size=16, verbose=0)
print(model.evaluate(test_data, test_targets))
