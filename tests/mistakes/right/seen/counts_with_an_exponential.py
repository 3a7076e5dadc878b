# %% [markdown]
# Bicycles per hour: a count, so a Poisson loss and an exponential at the end.
# %%
import numpy as np
import keras
from keras import layers
g = np.random.default_rng(9)
weather = g.normal(size=(600, 3)).astype("float32")
rented = g.poisson(np.exp(1.5 + weather @ [0.5, -0.3, 0.1])).astype("float32")
train, held = slice(None, 450), slice(450, None)
# %%
counter = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="exponential"),
])
counter.compile(optimizer=keras.optimizers.Adam(0.01), loss="poisson", metrics=["mae"])
counter.fit(weather[train], rented[train], epochs=6, batch_size=50, verbose=0)
# %%
print("MAE", counter.evaluate(weather[held], rented[held], verbose=0)[1])
print("평균만 예측하면", np.abs(rented[held] - rented[train].mean()).mean())
