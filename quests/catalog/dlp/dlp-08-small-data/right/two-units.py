# %% split
def interleaved(first, last):
    pairs = np.stack([photographs("cat", first, last), photographs("dog", first, last)], axis=1)
    return pairs.reshape(-1, 64, 64, 3).astype("float32"), np.array([0, 1] * (last - first), "float32")


(train_x, train_y), (val_x, val_y), (test_x, test_y) = interleaved(0, 150), interleaved(150, 225), interleaved(225, 325)

# %% scratch
scratch = keras.Sequential(
    [
        keras.Input((64, 64, 3)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 5, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(2, activation="softmax"),
    ]
)
scratch.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
scratch_history = scratch.fit(train_x, train_y, validation_data=(val_x, val_y), epochs=14, batch_size=16, verbose=0)

# %% draw
figure, axes = plt.subplots()
axes.plot(scratch_history.history["accuracy"], "b-", label="훈련")
axes.plot(scratch_history.history["val_accuracy"], "r--", label="검증")
axes.set(xlabel="에포크", ylabel="정확도", title="scratch")
axes.legend()

# %% examine
guesses = model.predict(test_x, verbose=0)[:, 0] > 0.5
test_accuracy = float(np.mean(guesses == test_y))
why_low = "B"
