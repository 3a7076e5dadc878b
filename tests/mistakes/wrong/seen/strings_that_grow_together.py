# mistake: missing-comma-or-bracket
# place: 1:6
# place: 1:7

# %%
import keras, numpy as np
from keras import layers
rng = np.random.default_rng(12)
classes = [
    "setosa",
    "versicolor"
    "virginica",
]
kind = rng.integers(0, 3, 240)
flowers = rng.normal(size=(240, 4)).astype("float32") + np.eye(3, 4)[kind] * 3
# %%
model = keras.Sequential([
    layers.Dense(12, activation="relu"),
    layers.Dense(3, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(flowers[:200], kind[:200], epochs=5, batch_size=20, verbose=0)
# %% [markdown]
# 예측한 꽃의 이름
# %%
guess = model.predict(flowers[200:], verbose=0).argmax(axis=1)
for g, k in zip(guess, kind[200:]):
    print(classes[g], "/", classes[k])
