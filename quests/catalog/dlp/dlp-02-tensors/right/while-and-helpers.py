# %% relu
def naive_relu(x):
    result = np.zeros(x.shape)
    for (i, j), entry in np.ndenumerate(x):
        if entry > 0:
            result[i, j] = entry
    return result

# %% add
def each(rows, columns):
    for i in range(rows):
        for j in range(columns):
            yield i, j


def naive_add(x, y):
    result = np.zeros(x.shape)
    for i, j in each(*x.shape):
        result[i, j] = x[i, j] + y[i, j]
    return result

# %% broadcast
def naive_broadcast(x, y):
    assert x.shape[1] == y.shape[0]
    result = np.zeros_like(x)
    i = 0
    while i < len(x):
        for j, addend in enumerate(y):
            result[i, j] = x[i, j] + addend
        i += 1
    return result

# %% dot
def naive_dot(x, y):
    result = np.zeros((len(x), y.shape[1]), dtype="float64")
    for k in range(len(y)):
        for i in range(len(x)):
            for j in range(y.shape[1]):
                result[i][j] = result[i][j] + x[i][k] * y[k][j]
    return result
