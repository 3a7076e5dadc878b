# %% [markdown]
# ### 순수 텐서플로로 선형 분류기
# 변수, 테이프, 경사 하강법

# %%
import tensorflow as tf
import numpy as np
import matplotlib.pyplot as plt

np.random.seed(42)
n = 300
negative = np.random.multivariate_normal([0, 3], [[1, .5], [.5, 1]], size=n)
positive = np.random.multivariate_normal([3, 0], [[1, .5], [.5, 1]], size=n)
inputs = np.vstack((negative, positive)).astype(np.float32)
targets = np.vstack((np.zeros((n, 1), dtype="float32"), np.ones((n, 1), dtype="float32")))

# %%
plt.scatter(inputs[:, 0], inputs[:, 1], c=targets[:, 0])
plt.xlabel("x0")
plt.ylabel("x1")
plt.show()

# %%
W = tf.Variable(tf.random.uniform((2, 1)))
b = tf.Variable(tf.zeros((1,)))
lr = 0.1

def model(inputs):
    return tf.matmul(inputs, W) + b

def square_loss(targets, predictions):
    return tf.reduce_mean(tf.square(targets - predictions))

def training_step(inputs, targets):
    with tf.GradientTape() as tape:
        predictions = model(inputs)
        loss = square_loss(targets, predictions)
    gW, gb = tape.gradient(loss, [W, b])
    W.assign_sub(gW * lr)
    b.assign_sub(gb * lr)
    return loss

# %%
for step in range(40):
    loss = training_step(inputs, targets)
    if step % 10 == 0:
        print(f"{step}번째 손실: {loss:.4f}")

# %%
predictions = model(inputs)
x = np.linspace(-1, 4, 100)
y = -W[0] / W[1] * x + (0.5 - b) / W[1]      # 경계선
plt.plot(x, y, "-r", label="decision boundary")
plt.scatter(inputs[:, 0], inputs[:, 1], c=predictions[:, 0] > 0.5, label="points")
plt.xlabel("x0"); plt.ylabel("x1"); plt.legend()
plt.show()
print("정확도", np.mean((predictions > 0.5) == (targets > 0.5)))
