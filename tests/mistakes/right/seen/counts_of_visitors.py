# %%
import numpy as np, keras
rng = np.random.default_rng(12)
week = rng.uniform(0, 1, size=(700, 3))
visitors = rng.poisson(np.exp(1 + 2 * week[:, 0]))
# %%
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="relu", bias_initializer="ones")])
model.compile(optimizer="adam", loss="mse", metrics=["mae"])   # a count is never below zero
model.fit(week[:600], visitors[:600], epochs=5, verbose=0)
model.evaluate(week[600:], visitors[600:])
