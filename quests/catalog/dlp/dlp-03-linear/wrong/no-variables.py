# %% parameters
W = tf.random.uniform((2, 1), minval=-1.0, maxval=1.0)
b = tf.zeros((1,))
