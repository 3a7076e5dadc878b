# mistake: misspelt-name
# cell: 1
# line: 7

# %%
from keras.datasets import boston_housing
import keras

(X_train, y_train), (X_test, y_test) = boston_housing.load_data()
mean, std = X_train.mean(axis=0), X_train.std(axis=0)
X_train = (X_train - mean) / std
X_test = (x_test - mean) / std

# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(1),
])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(X_train, y_train, epochs=8, batch_size=16, verbose=0)

# %%
print(model.evaluate(X_test, y_test, verbose=0))
