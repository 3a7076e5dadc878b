# %% dense
dense = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten()])
dense.add(layers.Dense(512))
dense.add(layers.ReLU())
dense.add(layers.Dense(10))
dense.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
dense.fit(train_x, train_labels, epochs=3, batch_size=128, validation_data=(test_x, test_labels), verbose=0)

# %% convnet
convnet = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, 5, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.GlobalMaxPooling2D(),
        layers.Dropout(0.1),
        layers.Dense(10),
        layers.Softmax(),
    ]
)
convnet.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
convnet.optimizer.learning_rate = 0.003
history = convnet.fit(train_x, train_labels, epochs=3, batch_size=32, validation_split=0.1, verbose=0)

# %% measure
def accuracy(model, pictures):
    digits = model.predict(pictures[..., None].astype("float32") / 255, verbose=0).argmax(axis=1)
    return (digits == test_labels).mean()


moved = shift(test_images, down=0, right=3)
dense_centred, dense_shifted = accuracy(dense, test_images), accuracy(dense, moved)
convnet_centred, convnet_shifted = accuracy(convnet, test_images), accuracy(convnet, moved)

# %% reason
reason = "B"
