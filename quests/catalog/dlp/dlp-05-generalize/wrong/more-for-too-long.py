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
    few_x, few_y, epochs=1, batch_size=64, validation_data=(val_x, val_y), verbose=0
)
best_epoch = int(np.argmin(overfit_history.history["val_loss"])) + 1

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
more_history = more.fit(many_x, many_y, epochs=20, batch_size=64, validation_data=(val_x, val_y), verbose=0)

# %% tamed
tamed = keras.Sequential(
    [
        keras.Input((784,)),
        layers.Dense(32, activation="relu", kernel_regularizer=keras.regularizers.l2(0.003)),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]
)
tamed.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
tamed_history = tamed.fit(
    few_x, few_y, epochs=1, batch_size=32, validation_data=(val_x, val_y), callbacks=[stop], verbose=0
)

# %% folds
fold_scores = []
