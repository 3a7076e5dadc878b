# %% functions
def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def tanh(x):
    rising = np.exp(np.clip(2 * x, -80, 80))
    return (rising - 1) / (rising + 1)


def relu(x):
    return np.where(x > 0, x, 0)

# %% slopes
def sigmoid_slope(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def tanh_slope(x):
    return 4 * sigmoid_slope(2 * x)


def relu_slope(x):
    return np.heaviside(x, 0)

# %% vanishing
s = (1 + np.sqrt(0.96)) / 2
sigmoid_edge = np.log(s / (1 - s))
tanh_edge = "2.99"
best_case = 1 / 4**10
relu_case = 1.0


def through(x, depth):
    if depth == 0:
        return np.ones(x.shape)
    return sigmoid_slope(x) * through(sigmoid(x), depth - 1)
