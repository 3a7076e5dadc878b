# mistake: labels-shuffled-apart
# place: 2:1
# place: 2:2
# %%
import tensorflow as tf
from tensorflow import keras
(x, y), _ = keras.datasets.mnist.load_data()
x = x[:1000].reshape(-1, 784).astype("float32") / 255
y = y[:1000]
# %%
images = tf.data.Dataset.from_tensor_slices(x).shuffle(1000)
labels = tf.data.Dataset.from_tensor_slices(y).shuffle(1000)
train = tf.data.Dataset.zip((images, labels)).batch(64)
# %%
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=1)
