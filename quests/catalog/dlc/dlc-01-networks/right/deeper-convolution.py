# %% pictures
dense_net = keras.models.Sequential()
dense_net.add(keras.Input(shape=pictures.shape[1:]))
for layer in (keras.layers.Flatten(), keras.layers.Dense(64, "relu"), keras.layers.Dense(3, "softmax")):
    dense_net.add(layer)
dense_net.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
dense_net.fit(pictures, marks, epochs=5, verbose=0)

conv_net = keras.models.Sequential(
    [
        keras.Input(shape=(12, 12, 1)),
        keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.GlobalMaxPooling2D(),
        keras.layers.Dense(3),
        keras.layers.Softmax(),
    ]
)
conv_net.compile(optimizer=keras.optimizers.Adam(0.01), loss=keras.losses.SparseCategoricalCrossentropy())
conv_net.fit(pictures, marks, epochs=15, validation_split=0.1, verbose=0)

# %% plot
plt.title("Remembering")
plt.plot(curves["RNN"])
plt.plot(curves["LSTM"])
plt.xlabel("에포크 (epoch)")
plt.ylabel("정확도")
plt.legend(["rnn", "lstm"])

# %% autoencoder
encoder = keras.Sequential([keras.Input((24,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3)])
decoder = keras.Sequential([keras.Input((3,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(24)])
autoencoder = keras.Sequential([*encoder.layers, *decoder.layers])
autoencoder.build((None, 24))
autoencoder.compile("adam", "mae")
autoencoder.fit(signals, signals, epochs=60, batch_size=32, verbose=0)


def row_errors(original, restored):
    return np.array([np.square(a - b).mean() for a, b in zip(original, restored)])
