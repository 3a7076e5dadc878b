# %% shapes
def output_side(side, window, stride, same):
    return side // stride if same else (side - window) // stride


def conv_parameters(window, channels, filters):
    return window * window * filters + filters
