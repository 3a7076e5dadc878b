# mistake: misspelt-layer
# cell: 2
# line: 4

# %%
import keras, numpy as np
rng = np.random.default_rng(2)
samples = rng.normal(5, 2, (300, 6)).astype("float32")
target = samples[:, 0] - 0.5 * samples[:, 3] + rng.normal(0, 0.1, 300)
samples = (samples - samples[:200].mean(axis=0)) / samples[:200].std(axis=0)

# %%
model = keras.Sequential([
    keras.Input((6,)),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.BatchNormalisation(),
    keras.layers.Dense(1),
])
model.compile(optimizer="adam", loss="mse", metrics=["mae"])

# %%
model.fit(samples[:200], target[:200], epochs=6, verbose=0)
print(model.evaluate(samples[200:], target[200:], verbose=0))
