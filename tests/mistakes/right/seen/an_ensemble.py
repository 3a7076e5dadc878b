# %%
import numpy as np
import keras
(x, y), (xt, yt) = keras.datasets.boston_housing.load_data()
mu, sd = x.mean(axis=0), x.std(axis=0)
x, xt = (x - mu) / sd, (xt - mu) / sd
# %%
members = []
for seed in range(3):
    keras.utils.set_random_seed(seed)
    member = keras.Sequential([keras.Input((13,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    member.compile(optimizer="rmsprop", loss="mse")
    member.fit(x, y, epochs=5, batch_size=16, verbose=0)
    members.append(member)
mean_prediction = np.mean([m.predict(xt, verbose=0) for m in members], axis=0)
print(np.abs(mean_prediction.ravel() - yt).mean())
