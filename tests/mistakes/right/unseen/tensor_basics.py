# %% [markdown]
# # 2장 연습: 텐서 연산을 손으로
# Loops first, then NumPy, then compare.

# %%
import numpy as np
import time
from tensorflow import constant, GradientTape, Variable, reduce_sum

def naive_relu(x):
    assert len(x.shape) == 2
    x = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] = max(x[i, j], 0)
    return x

def naive_add_matrix_and_vector(x, y):
    x = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] += y[j]
    return x

def naive_matrix_dot(x, y):
    z = np.zeros((x.shape[0], y.shape[1]))
    for i in range(x.shape[0]):
        for j in range(y.shape[1]):
            z[i, j] = sum(x[i, k] * y[k, j] for k in range(x.shape[1]))
    return z

# %%
a, b, v = np.random.random((20, 30)) - .5, np.random.random((30, 10)), np.random.random((30,))
print(np.allclose(naive_relu(a), np.maximum(a, 0)))
print(np.allclose(naive_add_matrix_and_vector(a, v), a + v))
print(np.allclose(naive_matrix_dot(a, b), a @ b))

# %%
%%time
for _ in range(100):
    z = np.maximum(a @ b, 0.)

# %%
x = np.arange(24).reshape((2, 3, 4))
print(x.ndim, x.shape, x.dtype)
print(x[:, 1:, :-1].shape, x[..., 0].shape, x.transpose(2, 0, 1).shape, x.reshape(6, -1).shape)
print(np.expand_dims(x, 0).shape, np.squeeze(x[:1]).shape)

# %%
def derivative(f, at, h=1e-6):
    return (f(at + h) - f(at - h)) / (2 * h)

f = lambda t: t ** 3 - 2 * t
w = Variable(1.5)
with GradientTape() as tape:
    out = w ** 3 - 2 * w
print(derivative(f, 1.5), float(tape.gradient(out, w)), 3 * 1.5 ** 2 - 2)

# %%
# 모멘텀 SGD
g = lambda t: (t - 2) ** 2 + 1
past_velocity, momentum, rate, p = 0., 0.9, 0.02, 5.0
while abs(derivative(g, p)) > 0.01 or abs(past_velocity) > 0.001:
    velocity = momentum * past_velocity - rate * derivative(g, p)
    p += velocity
    past_velocity = velocity
print("minimum near", p, "exactly 2")
