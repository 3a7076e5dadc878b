# mistake: scaled-with-test-statistics
# place: 2:2
# place: 2:3
# %%
from keras.datasets import boston_housing
import keras
(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
# %%
for part in (train_data, test_data):
    part -= part.mean(axis=0)
    part /= part.std(axis=0)
# %%
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer="rmsprop", loss="mse")
model.fit(train_data, train_targets, epochs=4, verbose=0)
model.evaluate(test_data, test_targets)
