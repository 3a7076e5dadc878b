# mistake: older-edition
# cell: 2
# line: 3
# %%
import tensorflow as tf
# %%
a = tf.constant(3.0)
b = tf.constant(4.0)
with tf.Session() as sess:
    print(sess.run(a + b))
