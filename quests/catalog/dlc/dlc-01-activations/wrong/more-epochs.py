# %% dead
revives = "a"
revives_why = "With enough epochs every unit learns something in the end."


def dead_units(inputs, weights, biases):
    return np.all(inputs @ weights + biases <= 0, axis=0)
