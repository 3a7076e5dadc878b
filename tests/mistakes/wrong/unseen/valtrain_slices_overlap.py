# mistake: validation-among-training
# place: 2:1
# place: 2:2

# %%
import keras
import numpy as np
from keras.datasets import boston_housing

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)
train_data = (train_data - mean) / std
test_data = (test_data - mean) / std

# %%
part_data, part_targets = train_data[:300], train_targets[:300]
val_data, val_targets = train_data[200:], train_targets[200:]

# %% [markdown]
# ## Model

# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(1),
])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
hist = model.fit(part_data, part_targets, epochs=10, batch_size=16, verbose=0,
                 validation_data=(val_data, val_targets))
print(hist.history["val_mae"][-3:])
print(model.evaluate(test_data, test_targets, verbose=0))
