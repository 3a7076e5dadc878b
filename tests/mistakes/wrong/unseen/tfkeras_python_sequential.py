# mistake: tf-keras-against-keras
# place: 1:2
# place: 2:3

# %%
import tensorflow as tf
from tensorflow.python.keras.models import Sequential
from tensorflow.keras.layers import Dense, Dropout
from tensorflow.keras.datasets import boston_housing

(train_x, train_y), (test_x, test_y) = boston_housing.load_data()
m, s = train_x.mean(axis=0), train_x.std(axis=0)
train_x = (train_x - m) / s
test_x = (test_x - m) / s

# %%
# 보스턴 주택 가격 예측 모델
model = Sequential()
model.add(Dense(64, activation='relu', input_shape=(train_x.shape[1],)))
model.add(Dropout(0.1))
model.add(Dense(1))
model.compile(optimizer='rmsprop', loss='mse', metrics=['mae'])

# %%
model.fit(train_x, train_y, epochs=5, batch_size=16, verbose=0)
print(model.evaluate(test_x, test_y))
