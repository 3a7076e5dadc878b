# %% relu
def naive_relu(x):
    result = x
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)
    return result
