# mistake: tf-keras-against-keras
# cell: 2
# line: 2
# %%
import tensorflow as tf
import keras
# %%
inputs = keras.Input(shape=(28, 28))
flat = tf.reshape(inputs, (-1, 784))
outputs = keras.layers.Dense(10, activation="softmax")(flat)
# %%
model = keras.Model(inputs, outputs)
