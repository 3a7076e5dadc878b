# %% vanishing
grid = np.linspace(0, 10, 100_001)
sigmoid_edge = grid[sigmoid_slope(grid) < 0.01][0]
tanh_edge = grid[tanh_slope(grid) < 0.01][0]
best_case = 0.5**10
relu_case = 10


def through(x, depth):
    slope = np.ones_like(x)
    for _ in range(depth):
        slope = slope * sigmoid_slope(x)
        x = sigmoid(x)
    return slope
