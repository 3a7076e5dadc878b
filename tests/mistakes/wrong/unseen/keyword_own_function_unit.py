# mistake: misspelt-keyword
# cell: 4
# line: 2

# %%
import keras
from keras import layers
import numpy as np

def build_model(units, rate=0.2, optimizer="adam"):
    inputs = keras.Input(shape=(8,))
    h = layers.Dense(units, activation="relu")(inputs)
    h = layers.Dropout(rate)(h)
    outputs = layers.Dense(4, activation="softmax")(h)
    m = keras.Model(inputs, outputs)
    m.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return m

# %%
r = np.random.default_rng(0)
labels = r.integers(0, 4, 320)
data = (np.eye(4)[labels].repeat(2, axis=1) + r.normal(0, 0.5, (320, 8))).astype("float32")

# %%
small = build_model(units=4)
small.fit(data, labels, epochs=3, validation_split=0.2, verbose=2)

# %%
# 더 큰 모델
big = build_model(unit=64, rate=0.5)
big.fit(data, labels, epochs=3, validation_split=0.2, verbose=2)
