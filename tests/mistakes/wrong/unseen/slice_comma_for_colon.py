# mistake: wrong-slice
# cell: 2
# line: 3

# %%
import keras
import numpy as np
from keras.datasets import boston_housing

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
mean, std = train_data.mean(axis=0), train_data.std(axis=0)
train_data = (train_data - mean) / std
test_data = (test_data - mean) / std

# %%
val_data = train_data[:80]
part_data = train_data[80:]
val_targets = train_targets[0, 80]
part_targets = train_targets[80:]

# %%
model = keras.Sequential([
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(1),
])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
hist = model.fit(part_data, part_targets, epochs=8, batch_size=16, verbose=0,
                 validation_data=(val_data, val_targets))
print(hist.history["val_mae"][-1])
