# %% model
past_x, later_x = past_table[:, :7], later_table[:, :7]
normalise = keras.layers.Normalization()
normalise.adapt(past_x)
model = keras.Sequential([keras.Input(shape=(7,)), normalise, keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
model.fit(past_x, past_rentals, epochs=4, batch_size=64, validation_data=(later_x, later_rentals), verbose=0)
test_mae = model.evaluate(later_x, later_rentals, verbose=0)
