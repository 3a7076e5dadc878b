# %%
import numpy as np
rng = np.random.RandomState(0)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
t = np.array([[0.], [1.], [1.], [0.]])
sigmoid = lambda z: 1 / (1 + np.exp(-z))
# %%
W1, b1 = rng.randn(2, 8), np.zeros(8)
W2, b2 = rng.randn(8, 1), np.zeros(1)
losses = []
for _ in range(500):
    h = np.tanh(X @ W1 + b1)
    p = sigmoid(h @ W2 + b2)
    losses.append(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)))
    d = (p - t) / len(X)
    dh = d @ W2.T * (1 - h ** 2)
    W2 -= 0.5 * h.T @ d; b2 -= 0.5 * d.sum(0)
    W1 -= 0.5 * X.T @ dh; b1 -= 0.5 * dh.sum(0)
print(losses[0], "->", losses[-1])
