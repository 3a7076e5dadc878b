# mistake: scaled-with-test-statistics
# place: 2:5
# place: 2:6
# %%
from keras.datasets import boston_housing
from keras import models, layers
(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
# %%
mean = train_data.mean(axis=0)
train_data -= mean
std = train_data.std(axis=0)
train_data /= std
test_data -= test_data.mean(axis=0)
test_data /= test_data.std(axis=0)
# %%
model = models.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1)])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(train_data, train_targets, epochs=5, batch_size=16, verbose=0)
print(model.evaluate(test_data, test_targets, verbose=0))
