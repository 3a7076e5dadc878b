# mistake: misspelt-name
# cell: 3
# line: 7

# %%
import tensorflow as tf
import numpy as np

num_samples_per_class = 200
negative = np.random.multivariate_normal(mean=[0, 3], cov=[[1, 0.5], [0.5, 1]], size=num_samples_per_class)
positive = np.random.multivariate_normal(mean=[3, 0], cov=[[1, 0.5], [0.5, 1]], size=num_samples_per_class)
inputs = np.vstack((negative, positive)).astype(np.float32)
targets = np.vstack((np.zeros((num_samples_per_class, 1), dtype="float32"),
                     np.ones((num_samples_per_class, 1), dtype="float32")))

# %%
W = tf.Variable(tf.random.uniform(shape=(2, 1)))
b = tf.Variable(tf.zeros(shape=(1,)))
learning_rate = 0.1

def model(inputs):
    return tf.matmul(inputs, W) + b

def square_loss(targets, predictions):
    return tf.reduce_mean(tf.square(targets - predictions))

# %%
def training_step(inputs, targets):
    with tf.GradientTape() as tape:
        predictions = model(inputs)
        loss = square_loss(targets, predictions)
    grad_W, grad_b = tape.gradient(loss, [W, b])
    W.assign_sub(grad_W * learning_rate)
    b.assign_sub(grad_b * leraning_rate)
    return loss

# %%
for step in range(30):
    loss = training_step(inputs, targets)
print(f"Loss at step {step}: {loss:.4f}")
