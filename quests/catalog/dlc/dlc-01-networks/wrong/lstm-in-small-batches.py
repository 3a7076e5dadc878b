# %% pictures
dense_net = conv_net = None

# %% memory
rnn = keras.Sequential(
    [keras.Input(shape=(20, 5)), keras.layers.SimpleRNN(24), keras.layers.Dense(4, activation="softmax")]
)
lstm = keras.Sequential(
    [keras.Input(shape=(20, 5)), keras.layers.LSTM(24), keras.layers.Dense(4, activation="softmax")]
)
curves = {}
for name, net, rows in (("RNN", rnn, 100), ("LSTM", lstm, 32)):
    net.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = net.fit(letters, wanted, epochs=8, batch_size=rows, validation_data=(new_letters, new_wanted), verbose=0)
    curves[name] = history.history["val_accuracy"]

# %% autoencoder
encoder = decoder = autoencoder = None
