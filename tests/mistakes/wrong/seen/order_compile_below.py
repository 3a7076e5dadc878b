# mistake: cells-out-of-order
# cell: 3
# line: 1
# %%
import numpy as np
import tensorflow as tf
x = np.random.rand(60, 5).astype("float32")
y = np.random.randint(0, 2, 60)
# %%
model = tf.keras.Sequential([tf.keras.layers.Dense(4, "relu"), tf.keras.layers.Dense(1, "sigmoid")])
# %%
model.fit(x, y, epochs=2, verbose=0)
# %%
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
