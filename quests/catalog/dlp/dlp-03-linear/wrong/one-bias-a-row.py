# %% parameters
W = tf.Variable(tf.random.uniform((2, 1), minval=-1.0, maxval=1.0))
b = tf.Variable(tf.zeros((1000, 1)))
