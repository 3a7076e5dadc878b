# %% model
past_x, later_x = past_table[:, :7], later_table[:, :7]
normalise = keras.layers.Normalization()
normalise.adapt(table[:, :7])
model = keras.Sequential([keras.Input(shape=(7,)), normalise, keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
model.fit(past_x[:-720], past_rentals[:-720], epochs=4, batch_size=64, validation_data=(past_x[-720:], past_rentals[-720:]), verbose=0)
test_mae = model.evaluate(later_x, later_rentals, verbose=0)
