# %% functions
def sigmoid(x):
    return 1 / (1 + np.exp(-x))


from numpy import tanh as ready_made


def tanh(x):
    return ready_made(x)


def relu(x):
    return np.maximum(x, 0)
