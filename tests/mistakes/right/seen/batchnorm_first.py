# %%
from tensorflow.keras import Sequential
from tensorflow.keras.layers import BatchNormalization, Dense
from tensorflow.keras.datasets import boston_housing
(x_train, y_train), (x_test, y_test) = boston_housing.load_data()
reg = Sequential()
reg.add(BatchNormalization(input_shape=(13,)))
reg.add(Dense(32, activation="relu"))
reg.add(Dense(1, activation="linear"))
reg.compile(loss="mean_squared_error", optimizer="adam", metrics=["mae"])
# %%
reg.fit(x_train, y_train, epochs=5, batch_size=32, verbose=0)
reg.evaluate(x_test, y_test, verbose=0)
