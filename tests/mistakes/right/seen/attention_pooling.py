# %%
import keras
import numpy as np
from keras import layers
rng = np.random.default_rng(30)
seq = rng.normal(size=(400, 6, 4)).astype("float32")
label = (seq[:, :, 0].max(axis=1) > 1.2).astype("int32")
# %%
inputs = keras.Input((6, 4))
h = layers.Dense(8, activation="relu")(inputs)
scores = layers.Dense(1)(h)
weights = layers.Softmax(axis=1)(scores)
pooled = layers.Flatten()(layers.Dot(axes=1)([weights, h]))
outputs = layers.Dense(1, activation="sigmoid")(pooled)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(seq, label, epochs=2, verbose=0)
