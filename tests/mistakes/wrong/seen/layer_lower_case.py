# mistake: misspelt-layer
# cell: 3
# line: 3
# %%
import tensorflow as tf
L = tf.keras.layers
# %%
inputs = tf.keras.Input((28, 28))
# %%
x = L.Flatten()(inputs)
x = L.Dense(32, activation="relu")(x)
outputs = L.dense(10, activation="softmax")(x)
# %%
model = tf.keras.Model(inputs, outputs)
