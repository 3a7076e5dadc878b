# mistake: shape-mismatch
# cell: 2
# line: 5

# %%
import keras
from keras import layers
import numpy as np

data = np.random.default_rng(6).random((200, 12, 12, 1)).astype("float32")
label = (data[:, :6].mean(axis=(1, 2, 3)) > data[:, 6:].mean(axis=(1, 2, 3))).astype("float32")

# %% [markdown]
# 잔차 연결 (9장)

# %%
inputs = keras.Input(shape=(12, 12, 1))
x = layers.Conv2D(8, 3, activation="relu")(inputs)
residual = x
x = layers.Conv2D(16, 3, activation="relu", padding="same")(x)
x = layers.add([x, residual])
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)

# %%
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(data, label, epochs=1, validation_split=0.2)
