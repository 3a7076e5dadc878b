# mistake: no-final-layer
# cell: 2
# line: 5

# %%
import numpy as np
import keras
from keras.datasets import boston_housing

(X, y), (Xt, yt) = boston_housing.load_data()
X_mean = X.mean(axis=0)
X_std = X.std(axis=0)
X = (X - X_mean) / X_std
Xt = (Xt - X_mean) / X_std

# %%
def make():
    net = keras.Sequential([
        keras.Input((13,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
    ])
    net.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return net

# %%
net = make()
net.summary()
net.fit(X, y, epochs=8, batch_size=16, verbose=0)
print("MSE, MAE:", net.evaluate(Xt, yt, verbose=0))
