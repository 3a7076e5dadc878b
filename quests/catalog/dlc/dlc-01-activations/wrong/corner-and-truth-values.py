# %% slopes
def sigmoid_slope(x):
    return sigmoid(x) * (1 - sigmoid(x))


def tanh_slope(x):
    return 1 - tanh(x) ** 2


def relu_slope(x):
    return x >= 0
