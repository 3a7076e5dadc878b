# mistake: activation-on-regression
# cell: 2
# line: 4

# %%
import numpy as np, keras
from keras.datasets import boston_housing
(xt, yt), (xv, yv) = boston_housing.load_data()
mu, sd = xt.mean(axis=0), xt.std(axis=0)
xt = (xt - mu) / sd
xv = (xv - mu) / sd
# %%
widths = [64, 64, 1]
house = keras.Sequential(name="house")
for w in widths:
    house.add(keras.layers.Dense(w, activation="tanh"))
# %%
house.compile("rmsprop", "mse", metrics=["mae"])
h = house.fit(xt, yt, epochs=6, batch_size=16, verbose=0)
print(h.history["mae"])
# %%
print("테스트 MAE:", house.evaluate(xv, yv, verbose=0)[1])
