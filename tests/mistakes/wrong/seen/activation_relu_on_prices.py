# mistake: activation-on-regression
# cell: 3
# line: 4
# %%
import keras
import numpy as np
# %%
(x, y), (xt, yt) = keras.datasets.boston_housing.load_data()
m, s = x.mean(0), x.std(0)
x, xt = (x - m) / s, (xt - m) / s
# %%
model = keras.Sequential()
model.add(keras.Input((13,)))
model.add(keras.layers.Dense(32, activation="relu"))
model.add(keras.layers.Dense(1, activation="relu"))
model.compile(optimizer="adam", loss="mean_absolute_error")
# %%
model.fit(x, y, epochs=5, validation_split=0.2, verbose=0)
model.evaluate(xt, yt)
