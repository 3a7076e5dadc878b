# %% functions
def sigmoid(x):
    return np.exp(x) / (1 + np.exp(x))


def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def relu(x):
    return np.maximum(x, 0)
