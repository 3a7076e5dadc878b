# mistake: figure-without-labels
# place: 3:2
# place: 3:3
# place: 3:6

# %%
from keras.datasets import boston_housing
import keras
import matplotlib.pyplot as plt

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)
train_data = (train_data - mean) / std
test_data = (test_data - mean) / std

# %%
model = keras.Sequential()
model.add(keras.layers.Dense(64, activation='relu'))
model.add(keras.layers.Dense(64, activation='relu'))
model.add(keras.layers.Dense(1))
model.compile(optimizer='rmsprop', loss='mse', metrics=['mae'])
hist = model.fit(train_data, train_targets, validation_split=0.2, epochs=15, batch_size=16, verbose=0)
print(model.evaluate(test_data, test_targets, verbose=0))

# %% [markdown]
# 훈련 MAE와 검증 MAE

# %%
plt.figure(figsize=(6, 4))
plt.plot(hist.history['mae'], label='훈련')
plt.plot(hist.history['val_mae'], label='검증')
plt.legend()
plt.grid(True)
plt.show()
