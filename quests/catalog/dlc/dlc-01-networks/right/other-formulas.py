# %% arithmetic
import math


def dense_parameters(inputs, units):
    weights, biases = inputs * units, units
    return weights + biases


def conv_parameters(kernel, channels, filters):
    return dense_parameters(kernel**2 * channels, filters)


def conv_size(size, kernel, stride, padding):
    if padding == "same":
        return math.ceil(size / stride)
    return len(range(0, size - kernel + 1, stride))


def rnn_parameters(features, units):
    return dense_parameters(features + units, units)


def lstm_parameters(features, units):
    return sum(rnn_parameters(features, units) for _ in range(4))


flat_numbers = "3,872"
chain_parameters = np.int64(43530)

# %% autoencoder
encoder = keras.Sequential(name="squeeze")
encoder.add(keras.Input((24,)))
encoder.add(keras.layers.Dense(16, "relu"))
encoder.add(keras.layers.Dense(3, "linear"))
decoder = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(16), keras.layers.ReLU(), keras.layers.Dense(24)])
readings = keras.Input((24,))
autoencoder = keras.Model(readings, decoder(encoder(readings)))
autoencoder.compile(optimizer=keras.optimizers.Adam(0.01), loss=keras.losses.MeanSquaredError())
autoencoder.fit(signals, signals, epochs=30, batch_size=64, validation_split=0.1, verbose=0)


def row_errors(original, restored):
    return keras.ops.mean(keras.ops.square(original - restored), axis=-1)
