# mistake: too-many-epochs
# cell: 2
# line: 6
# seconds: 5
# %%
import tensorflow as tf
inputs = tf.random.normal((4000, 50))
targets = tf.reduce_sum(inputs, axis=1, keepdims=True)
W = tf.Variable(tf.random.uniform((50, 1)))
# %%
def step():
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(inputs, W) - targets))
    W.assign_sub(0.001 * tape.gradient(loss, W))
    return loss
for epoch in range(1000000):
    loss = step()
