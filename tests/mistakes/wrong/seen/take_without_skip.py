# mistake: validation-among-training
# place: 2:1
# place: 3:7

# %%
import tensorflow as tf
import keras
from keras import layers
(images, labels), (t_images, t_labels) = keras.datasets.mnist.load_data()
ds = tf.data.Dataset.from_tensor_slices((images / 255.0, labels)).batch(100)
test_ds = tf.data.Dataset.from_tensor_slices((t_images / 255.0, t_labels)).batch(100)
# %%
val_ds = ds.take(10)
print("검증 배치", len(val_ds))
# %%
net = keras.Sequential([
    layers.Flatten(),
    layers.Dense(48, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
net.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
log = net.fit(ds, validation_data=val_ds, epochs=2, verbose=0)
# %%
print(log.history["val_accuracy"])
print(net.evaluate(test_ds, verbose=0))
