# %%
import tensorflow as tf
from tensorflow import keras

(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()


def prepare(image, label):
    return tf.cast(image[..., tf.newaxis], tf.float32) / 255.0, label


train = tf.data.Dataset.from_tensor_slices((images[1000:3000], labels[1000:3000])).shuffle(2000).map(prepare).batch(64)
val = tf.data.Dataset.from_tensor_slices((images[:1000], labels[:1000])).map(prepare).batch(64)
test = tf.data.Dataset.from_tensor_slices((test_images, test_labels)).map(prepare).batch(64)
# %%
model = keras.Sequential([
    keras.layers.Conv2D(8, 3, strides=2, activation="relu"),
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train.prefetch(2), epochs=1, validation_data=val)
model.evaluate(test)
