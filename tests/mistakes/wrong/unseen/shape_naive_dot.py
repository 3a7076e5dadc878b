# mistake: shape-mismatch
# cell: 3
# line: 2

# %%
import numpy as np

def naive_vector_dot(x, y):
    assert x.shape == y.shape
    z = 0.
    for i in range(x.shape[0]):
        z += x[i] * y[i]
    return z

# %%
W = np.random.random((32, 10))
x = np.random.random((32,))
b = np.zeros(10)

# %% [markdown]
# y = W·x + b, as the Dense layer does it

# %%
print(naive_vector_dot(x, W[:, 0]))
out = np.maximum(np.dot(W, x) + b, 0)
print(out.shape)
