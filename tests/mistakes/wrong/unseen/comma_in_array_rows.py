# mistake: missing-comma-or-bracket
# place: 1:4
# place: 1:5

# %%
import numpy as np

x = np.array([[5, 78, 2, 34, 0],
              [6, 79, 3, 35, 1]
              [7, 80, 4, 36, 2]])
print(x.ndim, x.shape)

# %%
def naive_add(x, y):
    assert x.shape == y.shape
    z = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            z[i, j] += y[i, j]
    return z

# %%
print(naive_add(x, x))
# 브로드캐스팅
print(x + np.array([1, 2, 3, 4, 5]))
