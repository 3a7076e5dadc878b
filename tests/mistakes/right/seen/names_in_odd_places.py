# %%
import keras, numpy as np
from math import *
try:
    runs += 1
except NameError:
    runs = 1
print("run no.", runs)
# %%
(x, t), (x_new, t_new) = keras.datasets.boston_housing.load_data()
x_new = (x_new - (mu := x.mean(0))) / (sigma := x.std(0))
x = (x - mu) / sigma
for width in (16, 32):
    pass
# %%
globals()["rate"] = 10 ** -2
def build():
    net = keras.Sequential([keras.layers.Dense(width, activation="relu"), keras.layers.Dense(out_units)])
    net.compile(optimizer=keras.optimizers.RMSprop(rate), loss="mse", metrics=["mae"])
    return net
# %%
out_units = 1
net = build()
hist = net.fit(x, t, epochs=5, validation_split=.1, verbose=0)
# %% [markdown]
# 오차의 제곱근
# %%
mse, mae = net.evaluate(x_new, t_new, verbose=0)
print("RMSE", sqrt(mse), "MAE", mae)
