# %% scratch
scratch = keras.Sequential(
    [
        keras.Input((64, 64, 3)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 5, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
scratch.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
scratch_history = scratch.fit(train_x, train_y, validation_split=0.25, epochs=13, batch_size=16, verbose=0)
