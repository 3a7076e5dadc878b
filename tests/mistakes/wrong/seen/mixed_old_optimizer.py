# mistake: tf-keras-against-keras
# cell: 2
# line: 3
# %%
import tensorflow as tf, keras
# %%
model = keras.Sequential([keras.layers.Dense(1)])
opt = tf.compat.v1.train.AdamOptimizer(0.01)
model.compile(optimizer=opt, loss="mse")
