# mistake: misspelt-keyword
# cell: 3
# line: 2

# %%
import numpy as np
import keras

gen = np.random.default_rng(11)
angle = gen.uniform(0, np.pi, 400)
side = gen.integers(0, 2, 400)
points = np.stack([np.cos(angle) + side, np.sin(angle) * (1 - 2 * side)], axis=1)
points = (points + gen.normal(0, 0.1, points.shape)).astype("float32")
print(points.shape, side.mean())

# %%
model = keras.Sequential()
model.add(keras.Input(shape=(2,)))
model.add(keras.layers.Dense(16, activation="tanh"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.summary()

# %%
# binary problem -> binary crossentropy
model.compile(optimiser="adam", loss="binary_crossentropy", metrics=["accuracy"])

# %%
hist = model.fit(points[:300], side[:300], epochs=5, verbose=0)
print(hist.history["accuracy"])
print(model.evaluate(points[300:], side[300:], verbose=0))
