# mistake: loss-mismatch
# place: 1:8
# place: 2:5

# %% [markdown]
# # Two clouds
# Labels are -1 for the left cloud and +1 for the right one.
# %%
import numpy as np
import keras
from keras import layers
rng = np.random.default_rng(21)
left = rng.normal((-1, 0), 0.8, (200, 2))
right = rng.normal((1, 0), 0.8, (200, 2))
points = np.vstack([left, right]).astype("float32")
side = np.concatenate([-np.ones(200), np.ones(200)])
order = rng.permutation(400)
points, side = points[order], side[order]
# %%
model = keras.Sequential([
    layers.Dense(8, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
# %%
hist = model.fit(points[:300], side[:300], epochs=4, batch_size=30, verbose=0)
print(hist.history["loss"])
# %%
print(model.evaluate(points[300:], side[300:], verbose=0))
