# %% overfit
overfit = keras.Sequential(
    [
        keras.Input((784,)),
        layers.Dense(256, activation="relu"),
        layers.Dense(256, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
overfit.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
overfit_history = overfit.fit(
    few_x, few_y, epochs=20, batch_size=64, validation_data=(val_x, val_y), verbose=0
)
best_epoch = np.argmin(overfit_history.history["val_loss"])
