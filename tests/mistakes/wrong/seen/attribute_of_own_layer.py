# mistake: misspelt-attribute
# cell: 2
# line: 11
# %%
import tensorflow as tf
# %%
class NaiveDense:
    def __init__(self, input_size, output_size, activation):
        self.activation = activation
        w_shape = (input_size, output_size)
        w_initial_value = tf.random.uniform(w_shape, minval=0, maxval=1e-1)
        self.W = tf.Variable(w_initial_value)
        b_shape = (output_size,)
        self.b = tf.Variable(tf.zeros(b_shape))

    def __call__(self, inputs):
        return self.activaton(tf.matmul(inputs, self.W) + self.b)
# %%
layer = NaiveDense(3, 2, tf.nn.relu)
# %%
print(layer(tf.ones((4, 3))))
