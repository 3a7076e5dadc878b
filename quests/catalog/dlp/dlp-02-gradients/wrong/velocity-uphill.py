# %% momentum
def descend(start, rate, momentum, steps):
    path = [np.array(start, dtype=float)]
    velocity = np.zeros(2)
    for _ in range(steps):
        velocity = momentum * velocity + rate * valley_gradient(path[-1])
        path.append(path[-1] + velocity)
    return np.stack(path)


start = np.array([10.0, 1.0])
plain_heights = [valley(p) for p in descend(start, 0.03, 0, 60)]
momentum_heights = [valley(p) for p in descend(start, 0.03, 0.9, 60)]
rate_limit = 2 / 25
