# %%
# price of a flat: area, rooms, year, distance
import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense, Dropout
from tensorflow.keras.optimizers import Adam
from tensorflow.keras.callbacks import EarlyStopping

rng = np.random.RandomState(9)
N = 700
area = rng.uniform(25, 180, N)
rooms = np.maximum(1, (area / 28 + rng.normal(0, .7, N)).round())
year = rng.randint(1950, 2024, N)
distance = rng.exponential(6, N)
price = 3200 * area + 9000 * rooms + 700 * (year - 1950) - 4000 * distance + rng.normal(0, 15000, N)
columns = np.column_stack((area, rooms, year, distance))
print(columns.mean(0), price.mean())

# %%
idx = rng.permutation(N)
train_idx, test_idx = idx[:-140], idx[-140:]
assert len(np.intersect1d(train_idx, test_idx)) == 0
x_mean, x_std = columns[train_idx].mean(axis=0), columns[train_idx].std(axis=0)
t_mean, t_std = price[train_idx].mean(), price[train_idx].std()

def norm_x(c): return (c - x_mean) / x_std
def norm_t(p): return (p - t_mean) / t_std

# %% [markdown]
# The prices are scaled too (by what the training rows say), and scaled back for the error.

# %%
reg = Sequential([Dense(32, activation="relu"), Dropout(0.05), Dense(16, activation="relu"), Dense(1, activation="linear")])
reg.compile(optimizer=Adam(learning_rate=0.005), loss="mse", metrics=["mae"])
stop = EarlyStopping(patience=4, restore_best_weights=True)
reg.fit(norm_x(columns[train_idx]), norm_t(price[train_idx]), validation_split=0.2, epochs=12, callbacks=[stop],
        batch_size=32, verbose=0)

# %%
predicted = reg.predict(norm_x(columns[test_idx]), verbose=0).flatten() * t_std + t_mean
mae = np.mean(np.abs(predicted - price[test_idx]))
print(f"MAE {mae:,.0f}; always the mean: {np.abs(price[test_idx] - t_mean).mean():,.0f}")

# %%
import matplotlib.pyplot as plt
plt.scatter(price[test_idx], predicted, s=8, label="test flats")
lims = [price.min(), price.max()]
plt.plot(lims, lims, "k:", label="perfect")
plt.xlabel("true price"); plt.ylabel("predicted price"); plt.legend(); plt.show()
