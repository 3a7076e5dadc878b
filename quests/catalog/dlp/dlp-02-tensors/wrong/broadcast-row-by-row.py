# %% broadcast
def naive_broadcast(x, y):
    result = np.zeros(x.shape)
    for i in range(len(x)):
        result[i] = x[i] + y
    return result
