# %%
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
AUTOTUNE = tf.data.AUTOTUNE

# %% [markdown]
# Everything is in the pipeline: shuffling, scaling, batching. The shuffle is fixed before `take` and `skip`, so the
# validation rows stay the same in each epoch.

# %%
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()

def prepare(image, label):
    image = tf.cast(image, tf.float32) / 255.0
    return tf.reshape(image, (784,)), tf.one_hot(label, 10)

full = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x), seed=1, reshuffle_each_iteration=False)
val_ds = full.take(500).map(prepare, num_parallel_calls=AUTOTUNE).batch(250).cache()
train_ds = (full.skip(500).take(3000)
            .map(prepare, num_parallel_calls=AUTOTUNE).cache()
            .shuffle(1000).batch(100).prefetch(AUTOTUNE))
test_ds = tf.data.Dataset.from_tensor_slices((x_test, y_test)).map(prepare).batch(250)

for images, labels in train_ds.take(1):
    print(images.shape, labels.shape, images.numpy().max())

# %%
model = keras.Sequential([
    layers.Input(shape=(784,)),
    layers.Dense(64),
    layers.BatchNormalization(),
    layers.ReLU(),
    layers.Dropout(0.2),
    layers.Dense(10, activation=tf.nn.softmax),
])
model.compile(keras.optimizers.RMSprop(), keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
              metrics=["accuracy"])

# %%
h = model.fit(train_ds, validation_data=val_ds, epochs=3, verbose=0)
print(h.history)

# %%
print(dict(zip(["loss", "accuracy"], model.evaluate(test_ds, verbose=0))))
