# %% more
more = keras.Sequential(
    [
        keras.Input((784,)),
        layers.Dense(256, activation="relu"),
        layers.Dense(256, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
more.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
more_history = more.fit(many_x, many_y, epochs=4, batch_size=64, validation_data=(val_x, val_y), verbose=0)
more.fit(test_x, test_y, epochs=3, batch_size=64, verbose=0)
