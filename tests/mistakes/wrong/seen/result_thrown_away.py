# mistake: data-not-scaled
# place: 2:4
# place: 2:5
# place: 4:1

# %% [markdown]
# # 보스턴 주택 가격 예측
# %%
import numpy as np
import keras
from keras import layers
(train_data, train_targets), (test_data, test_targets) = keras.datasets.boston_housing.load_data()
# %%
mean = np.mean(train_data, axis=0)
std = np.std(train_data, axis=0)

np.divide(np.subtract(train_data, mean), std)
np.divide(np.subtract(test_data, mean), std)
# %%
inputs = keras.Input(shape=(train_data.shape[1],))
z = layers.Dense(64, activation="relu")(inputs)
z = layers.Dense(64, activation="relu")(z)
model = keras.Model(inputs, layers.Dense(1)(z))
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
# %%
model.fit(train_data, train_targets, epochs=5, batch_size=16, verbose=0)
print(model.evaluate(test_data, test_targets, verbose=0))
