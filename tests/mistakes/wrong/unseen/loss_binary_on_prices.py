# mistake: loss-mismatch
# cell: 3
# line: 6

# %%
import keras
from keras import layers
from keras.datasets import boston_housing
(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()

# %%
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)
x_train = (train_data - mean) / std
x_test = (test_data - mean) / std
print(train_targets[:5])

# %%
# 이전 예제의 compile을 가져왔다
model = keras.Sequential()
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(1))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["mae"])

# %%
model.fit(x_train, train_targets, epochs=8, batch_size=16, verbose=0)
mae = model.evaluate(x_test, test_targets, verbose=0)[1]
print(f"test MAE {mae:.2f}")
