# %% dense
dense = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
dense.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %% convnet
convnet = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.GlobalMaxPooling2D(),
        layers.Dense(10, activation="softmax"),
    ]
)
convnet.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)

# %% measure
shifted_x = shift(test_images, 0, 3).reshape((1000, 28, 28, 1)).astype("float32") / 255
dense_centred = dense.evaluate(test_x, test_labels, verbose=0)[0]
dense_shifted = dense.evaluate(shifted_x, test_labels, verbose=0)[0]
convnet_centred = convnet.evaluate(test_x, test_labels, verbose=0)[0]
convnet_shifted = convnet.evaluate(shifted_x, test_labels, verbose=0)[0]
