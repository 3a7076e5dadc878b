# mistake: scaled-with-test-statistics
# cell: 2
# line: 3

# %%
from keras.datasets import boston_housing
import numpy as np
import keras

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()

# %%
# 데이터 정규화
train_data = (train_data - train_data.mean(axis=0)) / train_data.std(axis=0)
test_data = (test_data - test_data.mean(axis=0)) / test_data.std(axis=0)

# %%
model = keras.models.Sequential([
    keras.layers.Dense(64, activation='relu'),
    keras.layers.Dense(64, activation='relu'),
    keras.layers.Dense(1),
])
model.compile(optimizer='rmsprop', loss='mse', metrics=['mae'])
model.fit(train_data, train_targets, epochs=10, batch_size=16, verbose=0)
print(model.evaluate(test_data, test_targets, verbose=0))
