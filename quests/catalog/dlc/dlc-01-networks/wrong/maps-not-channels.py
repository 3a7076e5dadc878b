# %% arithmetic
def dense_parameters(inputs, units):
    return (inputs + 1) * units


def conv_parameters(kernel, channels, filters):
    return (kernel * kernel + 1) * filters


def conv_size(size, kernel, stride, padding):
    return size // stride if padding == "same" else (size - kernel) // stride + 1


def rnn_parameters(features, units):
    return (features + 1) * units


def lstm_parameters(features, units):
    return 3 * rnn_parameters(features, units)


flat_numbers = 11 * 11
chain_parameters = 39210

# %% pictures
dense_net = conv_net = None

# %% memory
rnn = lstm = None
curves = {}

# %% autoencoder
encoder = decoder = autoencoder = None
