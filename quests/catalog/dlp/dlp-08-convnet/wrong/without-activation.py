# %% convnet
convnet = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, padding="same"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, padding="same"),
        layers.MaxPooling2D(2),
        layers.GlobalMaxPooling2D(),
        layers.Dense(10),
    ]
)
convnet.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
convnet.fit(train_x, train_labels, epochs=1, batch_size=64, verbose=2)
