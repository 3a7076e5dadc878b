# %% model
past_x, later_x = past_table[:, :7], later_table[:, :7]
train_x, train_y = past_x[:-720], past_rentals[:-720]
normalise = keras.layers.Normalization()
normalise.adapt(train_x)
model = keras.Sequential([keras.Input(shape=(7,)), normalise, keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
model.fit(train_x, train_y, epochs=12, batch_size=64, validation_data=(later_x[:720], later_rentals[:720]), verbose=0)
test_mae = model.evaluate(later_x, later_rentals, verbose=0)
