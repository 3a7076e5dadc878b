# %% frame
usable = ["hour", "weekday", "holiday", "temperature", "rain", "wind", "last_week", "returned"]
measure = "mae"
why_measure = "It is measured in bicycles and treats both directions alike."

# %% model
past_x, later_x = past_table, later_table
train_x, train_y = past_x[:-720], past_rentals[:-720]
normalise = keras.layers.Normalization()
normalise.adapt(train_x)
model = keras.Sequential([keras.Input(shape=(8,)), normalise, keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
model.fit(train_x, train_y, epochs=1, batch_size=64, validation_data=(past_x[-720:], past_rentals[-720:]), verbose=0)
test_mae = model.evaluate(later_x, later_rentals, verbose=0)
