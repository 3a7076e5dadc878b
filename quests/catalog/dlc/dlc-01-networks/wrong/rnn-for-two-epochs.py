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
for name, net, epochs in (("RNN", rnn, 2), ("LSTM", lstm, 8)):
    net.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = net.fit(letters, wanted, epochs=epochs, batch_size=100, validation_data=(new_letters, new_wanted), verbose=0)
    curves[name] = history.history["val_accuracy"]

# %% plot
for name, accuracy in curves.items():
    plt.plot(range(1, len(accuracy) + 1), accuracy, label=name)
plt.xlabel("epoch")
plt.ylabel("validation accuracy")
plt.legend()
plt.show()

# %% autoencoder
encoder = decoder = autoencoder = None
