# mistake: name-from-deleted-cell
# cell: 3
# line: 1

# %%
import keras
import numpy as np
import matplotlib.pyplot as plt
from keras.datasets import boston_housing

(train_data, train_targets), _ = boston_housing.load_data()
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)
train_data = (train_data - mean) / std

# %%
model = keras.Sequential([keras.layers.Dense(64, activation='relu'), keras.layers.Dense(1)])
model.compile(optimizer='rmsprop', loss='mse', metrics=['mae'])
history = model.fit(train_data, train_targets, epochs=15, batch_size=16, validation_split=0.25, verbose=0)
average_mae_history = history.history['val_mae']

# %% [markdown]
# 처음 몇 개의 점을 제외하고 지수 이동 평균으로 부드럽게 그린다.

# %%
smooth_mae_history = smooth_curve(average_mae_history[3:])
plt.plot(range(1, len(smooth_mae_history) + 1), smooth_mae_history)
plt.xlabel('Epochs')
plt.ylabel('Validation MAE')
plt.show()
