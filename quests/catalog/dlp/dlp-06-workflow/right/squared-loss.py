# %% model
past_x, later_x = past_table[..., :-1].copy(), later_table[..., :-1].copy()
(train_x, val_x), (train_y, val_y) = (np.split(whole, [150 * 24]) for whole in (past_x, past_rentals))
normalise = keras.layers.Normalization()
normalise.adapt(train_x)
model = keras.Sequential(
    [
        keras.layers.Input((7,)),
        normalise,
        keras.layers.Dense(64, activation="relu", kernel_regularizer="l2"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(5e-3), loss="mse", metrics=["mae"])
model.fit(train_x, train_y, epochs=20, batch_size=64, validation_data=(val_x, val_y), verbose=0)
_, test_mae = model.evaluate(later_x, later_rentals, verbose=0)
