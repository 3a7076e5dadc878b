# %% pictures
dense_net = conv_net = None

# %% memory
rnn = lstm = None
curves = {}

# %% autoencoder
encoder = keras.Sequential(
    [keras.Input(shape=(24,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3, activation="relu")]
)
decoder = keras.Sequential(
    [keras.Input(shape=(3,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(24, activation="relu")]
)
autoencoder = keras.Sequential([encoder, decoder])
autoencoder.compile(keras.optimizers.Adam(0.01), "mse")
autoencoder.fit(signals, signals, epochs=12, batch_size=32, verbose=0)


def row_errors(original, restored):
    return np.mean((original - restored) ** 2, axis=1)
