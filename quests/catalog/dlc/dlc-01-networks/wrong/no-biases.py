# %% arithmetic
def dense_parameters(inputs, units):
    return inputs * units


def conv_parameters(kernel, channels, filters):
    return kernel * kernel * channels * filters


def conv_size(size, kernel, stride, padding):
    room = size if padding == "same" else size - kernel + 1
    return -(-room // stride)


def rnn_parameters(features, units):
    return (features + units) * units


def lstm_parameters(features, units):
    return 4 * rnn_parameters(features, units)


flat_numbers = 3872
chain_parameters = 144 + 4608 + 38720

# %% pictures
dense_net = conv_net = None

# %% memory
rnn = lstm = None
curves = {}

# %% autoencoder
encoder = decoder = autoencoder = None
