# %% broadcast
def naive_broadcast(x, y):
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[i]
    return result
