# %% relu
def naive_relu(x):
    return np.array([[entry if entry > 0 else 0 for entry in row] for row in x], dtype=x.dtype).reshape(x.shape)

# %% add
def naive_add(x, y):
    rows = [[a + b for a, b in zip(first, second)] for first, second in zip(x, y)]
    return np.array(rows, dtype=x.dtype).reshape(x.shape)

# %% broadcast
def naive_broadcast(x, y):
    return np.array([[a + b for a, b in zip(row, y)] for row in x]).reshape(x.shape)

# %% dot
def vector_dot(u, v):
    total = 0.0
    for a, c in zip(u, v):
        total += a * c
    return total


def naive_dot(x, y):
    rows, columns = len(x), y.shape[1]
    return np.array([[vector_dot(x[i], y[:, j]) for j in range(columns)] for i in range(rows)])
