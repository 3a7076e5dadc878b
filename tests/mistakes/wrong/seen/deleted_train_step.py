# mistake: name-from-deleted-cell
# cell: 2
# line: 5
# %%
import tensorflow as tf
W = tf.Variable(tf.random.uniform((2, 1)))
b = tf.Variable(tf.zeros((1,)))
# %%
def training_step(inputs, targets):
    with tf.GradientTape() as tape:
        predictions = tf.matmul(inputs, W) + b
        loss = tf.reduce_mean(tf.square(targets - predictions))
    g = update_weights(tape.gradient(loss, [W, b]))
    return loss
# %%
for step in range(3):
    print(training_step(tf.ones((4, 2)), tf.ones((4, 1))))
