# mistake: data-not-scaled
# place: 1:9
# place: 2:1
# place: 3:6

# %%
import numpy as np
import keras

rng = np.random.default_rng(33)
area = rng.uniform(20, 250, 500)
year = rng.integers(1950, 2023, 500)
income = rng.normal(45000, 9000, 500)
rooms = rng.integers(1, 8, 500)
X = np.column_stack([area, year, income, rooms])
price = 1.5 * area + 0.8 * (year - 1950) + 0.002 * income + 5 * rooms + rng.normal(0, 5, 500)

# %% [markdown]
# Four columns: area, year built, median income, rooms. The last 100 rows are for testing.

# %%
X_train, X_test = X[:400], X[400:]
price_train, price_test = price[:400], price[400:]
print(X_train.max(axis=0))

# %%
model = keras.Sequential()
model.add(keras.layers.Dense(32, activation="relu"))
model.add(keras.layers.Dense(16, activation="relu"))
model.add(keras.layers.Dense(1))
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
model.fit(X_train, price_train, epochs=6, validation_split=0.2, verbose=0)
print(model.evaluate(X_test, price_test, verbose=0))
