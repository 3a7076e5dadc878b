# %% relu
def naive_relu(x):
    return np.maximum(x, 0)
