# %% relu
def naive_relu(x):
    result = np.zeros(x.shape)
    for i in range(x.shape[0]):
        result[i] = x[i] * (x[i] > 0)
    return result
