# %% model
past_x, later_x = past_table[:, :7], later_table[:, :7]
order = np.random.default_rng(0).permutation(len(past_x))
learn, watch = order[720:], order[:720]
normalise = keras.layers.Normalization()
normalise.adapt(past_x[learn])
model = keras.Sequential([keras.Input(shape=(7,)), normalise, keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
model.fit(past_x[learn], past_rentals[learn], epochs=12, batch_size=64, validation_data=(past_x[watch], past_rentals[watch]), verbose=0)
test_mae = model.evaluate(later_x, later_rentals, verbose=0)
