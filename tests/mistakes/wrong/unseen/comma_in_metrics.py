# mistake: missing-comma-or-bracket
# cell: 2
# line: 5

# %%
import keras
from keras import layers
from keras.datasets import boston_housing

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
mean = train_data.mean(axis=0)
train_data -= mean
std = train_data.std(axis=0)
train_data /= std
test_data -= mean
test_data /= std

# %%
# 회귀 모델
reg = keras.Sequential()
reg.add(layers.Dense(32, activation='relu'))
reg.add(layers.Dense(1))
reg.compile(optimizer='rmsprop', loss='mse', metrics=['mae' 'mape'])

# %%
reg.fit(train_data, train_targets, epochs=5, batch_size=8, verbose=0)
print(reg.evaluate(test_data, test_targets, verbose=0))
