# mistake: too-many-epochs
# seconds: 15
# place: 2:1
# place: 3:8

# %%
import itertools
import numpy as np
import keras
from keras import layers
(x, y), (xt, yt) = keras.datasets.boston_housing.load_data()
mu = x.mean(axis=0); sg = x.std(axis=0)
x = (x - mu) / sg; xt = (xt - mu) / sg
# %%
settings = dict(epochs=2000, batch_size=8, verbose=0)
patient = keras.callbacks.EarlyStopping(monitor="loss", patience=1000)
# %%
def train(first, second):
    m = keras.Sequential([
        layers.Dense(first, activation="relu"),
        layers.Dense(second, activation="relu"),
        layers.Dense(1),
    ])
    m.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return m, m.fit(x, y, validation_split=0.2, callbacks=[patient], **settings)
# %%
best = None
for pair in itertools.product([32, 64], repeat=2):
    model, hist = train(*pair)
    mae = hist.history["val_mae"][-1]
    print(pair, mae)
    if best is None or mae < best[0]:
        best = mae, pair
# %%
print("가장 좋은 구조:", best)
