# mistake: too-many-epochs
# seconds: 15
# place: 3:1
# place: 3:3
# place: 3:4

# %%
import numpy as np, tensorflow as tf
rng = np.random.default_rng(6)
pts = rng.normal(size=(500, 2)).astype("float32")
tgt = (pts @ np.array([[2.0], [-1.0]], "float32") + 0.5 + rng.normal(0, 0.3, (500, 1))).astype("float32")
# %%
W = tf.Variable(tf.random.normal((2, 1)))
b = tf.Variable(tf.zeros((1,)))

def train_step(rate):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((pts @ W + b - tgt) ** 2)
    dW, db = tape.gradient(loss, [W, b])
    W.assign_sub(rate * dW)
    b.assign_sub(rate * db)
    return float(loss)
# %%
num_epochs = 1_000_000
losses = []
for epoch in range(num_epochs):
    losses.append(train_step(0.01))
    if epoch % 5000 == 0:
        print("에포크", epoch, losses[-1])
# %%
print(W.numpy().ravel(), b.numpy())
