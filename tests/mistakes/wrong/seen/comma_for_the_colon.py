# mistake: wrong-slice
# cell: 2
# line: 2

# %%
import numpy as np
import keras
(train_x, train_y), (test_x, test_y) = keras.datasets.boston_housing.load_data()
print(train_x.shape)
# %%
# only the first six columns
few = train_x[:, 0, 6]
few_test = test_x[:, 0:6]
m, s = few.mean(axis=0), few.std(axis=0)
few = (few - m) / s
few_test = (few_test - m) / s
# %%
model = keras.Sequential([
    keras.layers.Dense(24, activation="relu"),
    keras.layers.Dense(1),
])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(few, train_y, epochs=4, verbose=0)
# %%
print("MAE", model.evaluate(few_test, test_y, verbose=0)[1])
