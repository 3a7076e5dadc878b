# %% rows
def fold_rows(n, k, i):
    validation = [row for row in range(n) if i * n // k <= row < (i + 1) * n // k]
    training = np.setdiff1d(np.arange(n), validation)
    return training, np.array(validation, dtype=int)

# %% overfit
def network(*sizes):
    pixels = keras.Input(shape=(784,))
    signal = pixels
    for size in sizes:
        signal = keras.ops.relu(layers.Dense(size)(signal))
    model = keras.Model(pixels, layers.Dense(10, activation="softmax")(signal))
    model.compile("rmsprop", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return model


overfit = network(512, 128)
overfit_history = overfit.fit(few_x, few_y, epochs=25, batch_size=32, validation_data=(val_x, val_y), verbose=0)
by_loss = overfit_history.history["val_loss"]
best_epoch = 1 + by_loss.index(min(by_loss))

# %% more
more = network(512, 128)
more_history = more.fit(many_x, many_y, epochs=3, batch_size=64, validation_data=(val_x, val_y), verbose=0)

# %% tamed
tamed = keras.Sequential()
tamed.add(keras.Input((784,)))
tamed.add(layers.Dropout(0.2))
tamed.add(layers.Dense(24, activation="relu", kernel_regularizer=keras.regularizers.L1(0.001)))
tamed.add(layers.Dropout(0.4))
tamed.add(layers.Dense(10, activation="softmax"))
tamed.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
tamed_history = tamed.fit(
    few_x,
    few_y,
    epochs=40,
    validation_data=(val_x, val_y),
    callbacks=keras.callbacks.EarlyStopping(patience=4, restore_best_weights=True),
    verbose=0,
)
