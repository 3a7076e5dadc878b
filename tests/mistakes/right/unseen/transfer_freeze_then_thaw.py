# %% [markdown]
# # Transfer in small
# The base learns the digits 0 to 4. Then it is frozen under a new head for 5 to 9, and at the end thawed and tuned
# further at a low rate: so `fit` on the same model again is what we want.

# %%
import numpy as np
import keras
from keras import layers

(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x.astype("float32")[..., None] / 255
xt = xt.astype("float32")[..., None] / 255
low, high = y < 5, y >= 5
x_low, y_low = x[low][:2000], y[low][:2000]
x_high, y_high = x[high][:300], y[high][:300] - 5
xt_high, yt_high = xt[yt >= 5], yt[yt >= 5] - 5

# %%
conv_base = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(16, 5, strides=2, activation="relu"),
    layers.Conv2D(32, 3, strides=2, activation="relu"),
    layers.Flatten(),
], name="base")
source = keras.Sequential([conv_base, layers.Dense(5, activation="softmax")])
source.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
source.fit(x_low, y_low, epochs=2, batch_size=64, verbose=0)

# %%
conv_base.trainable = False
inputs = keras.Input((28, 28, 1))
h = conv_base(inputs, training=False)
h = layers.Dense(32, activation="relu")(h)
outputs = layers.Dense(5, activation="softmax")(h)
model = keras.Model(inputs, outputs)
print("trainable weights:", len(model.trainable_weights))
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
first = model.fit(x_high, y_high, epochs=4, batch_size=32, validation_split=0.2, verbose=0)
print(first.history["val_accuracy"])

# %%
conv_base.trainable = True
for layer in conv_base.layers[:1]:
    layer.trainable = False
model.compile(keras.optimizers.Adam(1e-4), "sparse_categorical_crossentropy", metrics=["accuracy"])
print("trainable weights:", len(model.trainable_weights))
second = model.fit(x_high, y_high, epochs=2, batch_size=32, validation_split=0.2, verbose=0)
print(second.history["val_accuracy"])

# %%
print("5 to 9:", model.evaluate(xt_high, yt_high, verbose=0))
