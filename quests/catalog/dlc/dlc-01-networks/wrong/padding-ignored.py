# %% arithmetic
def dense_parameters(inputs, units):
    return (inputs + 1) * units


def conv_parameters(kernel, channels, filters):
    return (kernel * kernel * channels + 1) * filters


def conv_size(size, kernel, stride, padding):
    return (size - kernel) // stride + 1


def rnn_parameters(features, units):
    return (features + units + 1) * units


def lstm_parameters(features, units):
    return 4 * (features + units + 1) * units


flat_numbers = 7 * 7 * 32
chain_parameters = 160 + 4640 + (flat_numbers + 1) * 10

# %% pictures
dense_net = conv_net = None

# %% memory
rnn = lstm = None
curves = {}

# %% autoencoder
encoder = decoder = autoencoder = None
