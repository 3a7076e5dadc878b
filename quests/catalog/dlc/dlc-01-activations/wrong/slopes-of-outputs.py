# %% slopes
def sigmoid_slope(x):
    return x * (1 - x)


def tanh_slope(x):
    return 1 - x**2


def relu_slope(x):
    return np.where(x > 0, 1.0, 0.0)
