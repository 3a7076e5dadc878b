# %% momentum
def descend(start, rate, momentum, steps):
    position, velocity = start, np.zeros(2)
    path = [position]
    for _ in range(steps):
        velocity = momentum * velocity - rate * valley_gradient(position)
        position += velocity
        path.append(position)
    return np.array(path)


start = np.array([10.0, 1.0])
plain_heights = [valley(p) for p in descend(start, 0.03, 0, 60)]
momentum_heights = [valley(p) for p in descend(start, 0.03, 0.9, 60)]
rate_limit = 2 / 25
