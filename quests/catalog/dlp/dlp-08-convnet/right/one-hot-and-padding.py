# %% dense
train_y = keras.utils.to_categorical(train_labels, 10)
test_y = keras.utils.to_categorical(test_labels, 10)
dense = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
dense.compile(optimizer="sgd", loss="categorical_crossentropy", metrics=["accuracy"])
dense.optimizer.learning_rate = 0.1
dense.fit(train_x, train_y, epochs=3, batch_size=32, verbose=2)

# %% convnet
convnet = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, (3, 3), padding="same", activation="relu"),
        layers.MaxPooling2D((2, 2)),
        layers.Conv2D(32, (3, 3), strides=2, padding="same", activation="relu"),
        layers.Conv2D(64, (3, 3), padding="same", activation="relu"),
        layers.GlobalMaxPooling2D(),
        layers.Dense(10, activation="softmax"),
    ]
)
convnet.compile(keras.optimizers.Adam(learning_rate=0.003), "categorical_crossentropy", metrics=["accuracy"])
convnet.fit(train_x, train_y, epochs=3, batch_size=32, verbose=2)

# %% shift
def shift(images, down, right):
    rows, columns = images.shape[1:]
    y, x = min(abs(down), rows), min(abs(right), columns)
    padded = np.pad(images, ((0, 0), (y, y), (x, x)))
    top, left = (0 if down > 0 else 2 * y), (0 if right > 0 else 2 * x)
    return padded[:, top : top + rows, left : left + columns].copy()

# %% measure
shifted_x = shift(test_x[..., 0], 0, 3)[..., None]
scores = [
    model.evaluate(pictures, test_y, return_dict=True, verbose=0)["accuracy"]
    for model in (dense, convnet)
    for pictures in (test_x, shifted_x)
]
dense_centred, dense_shifted, convnet_centred, convnet_shifted = scores
