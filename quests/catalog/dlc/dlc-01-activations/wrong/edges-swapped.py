# %% vanishing
sigmoid_edge = 2.99
tanh_edge = 4.59
best_case = 0.25**10
relu_case = 1


def through(x, depth):
    slope = np.ones_like(x)
    for _ in range(depth):
        slope = slope * sigmoid_slope(x)
        x = sigmoid(x)
    return slope
