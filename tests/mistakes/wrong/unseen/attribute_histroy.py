# mistake: misspelt-attribute
# cell: 3
# line: 2

# %%
import numpy as np, keras
import matplotlib.pyplot as plt
from keras.datasets import boston_housing

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
history = model.fit(train_data, train_targets, epochs=10, batch_size=16, validation_split=0.2, verbose=0)

# %% [markdown]
# 이제 학습 곡선을 그려 보자

# %%
mae = history.history['mae']
val_mae = history.histroy['val_mae']
plt.plot(range(1, len(mae) + 1), mae, label='training MAE')
plt.plot(range(1, len(mae) + 1), val_mae, label='validation MAE')
plt.xlabel('Epochs')
plt.ylabel('MAE')
plt.legend()
plt.show()
