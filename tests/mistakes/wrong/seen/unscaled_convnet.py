# mistake: data-not-scaled
# cell: 2
# line: 8
# %%
import numpy as np
import tensorflow as tf
(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()
x_train = np.expand_dims(x_train[:800], -1).astype("float32")
x_test = np.expand_dims(x_test[:200], -1).astype("float32")
# %%
cnn = tf.keras.Sequential([
    tf.keras.layers.Conv2D(8, (3, 3), activation="relu", input_shape=(28, 28, 1)),
    tf.keras.layers.MaxPooling2D((2, 2)),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(10, activation="softmax"),
])
cnn.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
cnn.fit(x_train, y_train[:800], epochs=1, batch_size=64)
# %%
cnn.evaluate(x_test, y_test[:200])
