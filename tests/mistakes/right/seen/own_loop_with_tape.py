# %%
import tensorflow as tf
import numpy as np

num = 500
neg = np.random.multivariate_normal(mean=[0, 3], cov=[[1, 0.5], [0.5, 1]], size=num)
pos = np.random.multivariate_normal(mean=[3, 0], cov=[[1, 0.5], [0.5, 1]], size=num)
inputs = np.vstack((neg, pos)).astype(np.float32)
targets = np.vstack((np.zeros((num, 1), dtype="float32"), np.ones((num, 1), dtype="float32")))
# %%
W = tf.Variable(initial_value=tf.random.uniform(shape=(2, 1)))
b = tf.Variable(initial_value=tf.zeros(shape=(1,)))


def model(inputs):
    return tf.matmul(inputs, W) + b


def square_loss(targets, predictions):
    return tf.reduce_mean(tf.square(targets - predictions))


def training_step(inputs, targets, learning_rate=0.1):
    with tf.GradientTape() as tape:
        loss = square_loss(targets, model(inputs))
    dW, db = tape.gradient(loss, [W, b])
    W.assign_sub(dW * learning_rate)
    b.assign_sub(db * learning_rate)
    return loss


for step in range(20):
    loss = training_step(inputs, targets)
print(f"Loss at step {step}: {loss:.4f}")
