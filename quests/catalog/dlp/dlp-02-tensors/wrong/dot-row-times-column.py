# %% dot
def naive_dot(x, y):
    result = np.zeros((x.shape[0], y.shape[1]))
    for i in range(x.shape[0]):
        for j in range(y.shape[1]):
            result[i, j] = (x[i] * y[:, j]).sum()
    return result
