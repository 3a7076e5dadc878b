# mistake: no-final-layer
# place: 2:6
# place: 2:8
# %%
import tensorflow as tf
layers = tf.keras.layers
(x, y), _ = tf.keras.datasets.mnist.load_data()
x = x[:600, ..., None].astype("float32") / 255
y = y[:600]
# %%
inputs = tf.keras.Input(shape=(28, 28, 1))
h = layers.Conv2D(8, 3, activation="relu")(inputs)
h = layers.MaxPooling2D(4)(h)
h = layers.Conv2D(8, 3, activation="relu")(h)
h = layers.MaxPooling2D(2)(h)
h = layers.Flatten()(h)
# one hot is not needed, labels are integers
model = tf.keras.Model(inputs, h)
model.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
model.fit(x, y, epochs=1, batch_size=64)
