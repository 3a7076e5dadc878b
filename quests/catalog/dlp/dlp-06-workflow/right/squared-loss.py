# %% model
past_x, later_x = past_table[..., :-1].copy(), later_table[..., :-1].copy()
random = np.random.default_rng(0).permutation(len(past_x))
learn, watch = random[720:], random[:720]
normalise = keras.layers.Normalization()
normalise.adapt(past_x[learn])
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
model.fit(past_x[learn], past_rentals[learn], epochs=20, batch_size=64, validation_data=(past_x[watch], past_rentals[watch]), verbose=0)
_, test_mae = model.evaluate(later_x, later_rentals, verbose=0)
