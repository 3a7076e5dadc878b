# mistake: misspelt-attribute
# cell: 2
# line: 7
# %%
import tensorflow as tf
from tensorflow.keras import layers
# %%
def build_model():
    inputs = tf.keras.Input(shape=(784,))
    h = layers.Dense(32, activation="relu")(inputs)
    return tf.keras.Model(inputs, layers.Dense(10, activation="softmax")(h))

net = build_model()
net.sumary()
# %%
net.compile("adam", "sparse_categorical_crossentropy")
