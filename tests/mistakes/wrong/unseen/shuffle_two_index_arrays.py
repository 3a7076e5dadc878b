# mistake: labels-shuffled-apart
# place: 2:2
# place: 2:5
# place: 2:6

# %%
import keras
import numpy as np

r = np.random.RandomState(88)
pts = r.uniform(-1, 1, (600, 2)).astype("float32")
inside = (np.hypot(pts[:, 0], pts[:, 1]) < 0.7).astype("float32")

# %%
def shuffled(array):
    order = np.random.permutation(len(array))
    return array[order]

pts = shuffled(pts)
inside = shuffled(inside)

# %% [markdown]
# 원 안의 점인지 맞히기

# %%
model = keras.Sequential([
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
hist = model.fit(pts[:500], inside[:500], epochs=8, validation_split=0.2, verbose=0)
print(hist.history["val_accuracy"])
print(model.evaluate(pts[500:], inside[500:], verbose=0))
