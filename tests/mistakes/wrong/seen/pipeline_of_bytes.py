# mistake: data-not-scaled
# place: 2:2
# place: 3:6

# %%
import tensorflow as tf
import keras
from keras import layers
train, test = keras.datasets.mnist.load_data()
# %%
def flat(image, label):
    image = tf.cast(image, tf.float32)
    return tf.reshape(image, (784,)), label

def pipeline(pair, shuffled=False):
    ds = tf.data.Dataset.from_tensor_slices(pair)
    if shuffled:
        ds = ds.shuffle(2000)
    return ds.map(flat).batch(128).prefetch(1)

train_ds = pipeline(train, shuffled=True)
test_ds = pipeline(test)
# %%
dense = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
dense.compile(optimizer="sgd", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
dense.fit(train_ds, epochs=2, verbose=2)
# %%
dense.evaluate(test_ds)
