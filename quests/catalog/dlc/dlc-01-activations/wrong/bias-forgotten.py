# %% dead
revives = "b"
revives_why = "Below 0 a leaky ReLU still has a slope, so the weights move again."


def dead_units(inputs, weights, biases):
    return np.all(inputs @ weights <= 0, axis=0)
