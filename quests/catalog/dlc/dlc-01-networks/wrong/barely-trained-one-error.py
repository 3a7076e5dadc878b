# %% pictures
dense_net = conv_net = None

# %% memory
rnn = lstm = None
curves = {}

# %% autoencoder
encoder = keras.Sequential(
    [keras.Input(shape=(24,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)]
)
decoder = keras.Sequential(
    [keras.Input(shape=(3,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(24)]
)
autoencoder = keras.Sequential([encoder, decoder])
autoencoder.compile("sgd", "mse")
autoencoder.fit(signals, signals, epochs=2, batch_size=32, verbose=0)


def row_errors(original, restored):
    return np.mean((original - restored) ** 2)
