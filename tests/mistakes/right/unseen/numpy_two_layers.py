# %% [markdown]
# # 넘파이로 만드는 2층 신경망
# 케라스 없이 역전파를 직접 계산해 본다.

# %%
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(7)
N = 600
X = rng.uniform(-1, 1, size=(N, 2))
y = (X[:, 0] * X[:, 1] > 0).astype(int)      # XOR 비슷한 문제

# 훈련 / 테스트 나누기
X_tr, X_te = X[:450], X[450:]
y_tr, y_te = y[:450], y[450:]

# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

class TwoLayerNet:
    def __init__(self, n_in, n_hidden):
        self.W1 = rng.normal(0, 1.0, (n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(0, 0.5, (n_hidden, 1))
        self.b2 = np.zeros(1)

    def forward(self, x):
        self.x = x
        self.h = np.tanh(x @ self.W1 + self.b1)
        self.p = sigmoid(self.h @ self.W2 + self.b2)
        return self.p[:, 0]

    def backward(self, t, lr):
        n = len(t)
        dz2 = (self.p - t[:, None]) / n           # 시그모이드 + 교차 엔트로피
        dW2 = self.h.T @ dz2
        db2 = dz2.sum(axis=0)
        dh = dz2 @ self.W2.T
        dz1 = dh * (1 - self.h ** 2)
        dW1 = self.x.T @ dz1
        db1 = dz1.sum(axis=0)
        self.W1 -= lr * dW1
        self.b1 -= lr * db1
        self.W2 -= lr * dW2
        self.b2 -= lr * db2

def bce(p, t):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))

# %%
net = TwoLayerNet(2, 16)
losses = []
for step in range(800):
    p = net.forward(X_tr)
    losses.append(bce(p, y_tr))
    net.backward(y_tr, lr=1.0)
    if step % 200 == 0:
        print(step, round(losses[-1], 4))

# %%
plt.plot(losses)
plt.title("training loss")
plt.xlabel("step")
plt.ylabel("binary cross-entropy")
plt.show()

# %%
acc = np.mean((net.forward(X_te) > 0.5) == y_te)
print("테스트 정확도:", acc)
