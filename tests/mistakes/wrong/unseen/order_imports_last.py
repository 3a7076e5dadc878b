# mistake: cells-out-of-order
# cell: 1
# line: 1

# %%
rng = np.random.default_rng(10)
digits = rng.integers(0, 5, 250)
vectors = (np.eye(5)[digits] + rng.normal(0, 0.3, (250, 5))).astype("float32")

# %%
import numpy as np
import keras
from keras import layers

# %% [markdown]
# 모델 정의와 훈련

# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(5, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(vectors[:200], digits[:200], epochs=5, verbose=0)
print(model.evaluate(vectors[200:], digits[200:], verbose=0))
