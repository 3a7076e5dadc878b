# %% shapes
def output_side(side, window, stride, same):
    if same:
        return side
    return (side - window) // stride + 1


def conv_parameters(window, channels, filters):
    return window * window * channels * filters
