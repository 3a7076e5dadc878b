# mistake: tf-keras-against-keras
# cell: 1
# line: 2
# %%
import tensorflow as tf
import tf_keras as keras
# %%
model = keras.Sequential([keras.layers.Dense(3)])
