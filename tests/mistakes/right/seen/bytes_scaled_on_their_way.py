# %%
import tensorflow as tf
import keras
from keras import layers
(a, b), (c, d) = keras.datasets.mnist.load_data()
print(a.min(), a.max())
# %%
prepare = keras.Sequential([layers.Rescaling(1 / 127.5, offset=-1), layers.Flatten()])

def stream(x, y, size=128):
    ds = tf.data.Dataset.from_tensor_slices((x, y)).batch(size)
    return ds.map(lambda u, v: (prepare(tf.cast(u, "float32")), v))
# %%
net = keras.Sequential([layers.Dense(48, activation="relu"), layers.Dense(10)])
net.compile(
    optimizer="rmsprop",
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
everything = stream(a, b)
val = everything.take(8)
rest = everything.skip(8)
net.fit(rest, validation_data=val, epochs=2, verbose=0)
# %%
net.evaluate(stream(c, d))
