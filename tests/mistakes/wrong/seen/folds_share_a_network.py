# mistake: fit-called-twice
# place: 2:2
# place: 3:5
# place: 3:8

# %% [markdown]
# # k-겹 교차 검증
# %%
import numpy as np, keras
from keras import layers
(data, prices), (data_t, prices_t) = keras.datasets.boston_housing.load_data()
mean = data.mean(axis=0); std = data.std(axis=0)
data = (data - mean) / std
data_t = (data_t - mean) / std
# %%
inp = layers.Input((13,))
network = keras.Model(inp, layers.Dense(1)(layers.Dense(64, activation="relu")(inp)))
network.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
# %%
folds = np.array_split(np.arange(len(data)), 3)

def score(held_out):
    rest = np.setdiff1d(np.arange(len(data)), held_out)
    network.fit(data[rest], prices[rest], epochs=4, batch_size=16, verbose=0)
    return network.evaluate(data[held_out], prices[held_out], verbose=0)[1]

maes = [score(f) for f in folds]
# %%
print("fold MAEs:", np.round(maes, 2), "mean", np.mean(maes))
