# mistake: shape-mismatch
# place: 2:2
# place: 3:2

# %% [markdown]
# 순수 텐서플로로 만드는 선형 분류기
# %%
import numpy as np
import tensorflow as tf
n = 400
neg = np.random.multivariate_normal([0, 3], [[1, .5], [.5, 1]], size=n)
pos = np.random.multivariate_normal([3, 0], [[1, .5], [.5, 1]], size=n)
inputs = np.vstack((neg, pos)).astype(np.float32)
targets = np.vstack((np.zeros((n, 1)), np.ones((n, 1)))).astype(np.float32)
# %%
input_dim, output_dim = 2, 1
W = tf.Variable(tf.random.uniform((output_dim, input_dim)))
b = tf.Variable(tf.zeros((output_dim,)))
# %%
def forward(x):
    return tf.matmul(x, W) + b

def mse(t, p):
    return tf.reduce_mean(tf.square(t - p))

def step(x, t, rate=0.1):
    with tf.GradientTape() as tape:
        loss = mse(t, forward(x))
    gW, gb = tape.gradient(loss, [W, b])
    W.assign_sub(rate * gW)
    b.assign_sub(rate * gb)
    return loss
# %%
for k in range(20):
    loss = step(inputs, targets)
print("loss", float(loss))
