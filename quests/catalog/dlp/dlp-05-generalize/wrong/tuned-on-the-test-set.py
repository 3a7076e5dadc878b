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
more_history = more.fit(many_x, many_y, epochs=4, batch_size=64, validation_data=(test_x, test_y), verbose=0)

# %% final
test_accuracy = max(more_history.history["val_accuracy"])
leaks = ["a", "e"]
