# %% baseline
errors = [abs(float(row[6]) - float(right)) for row, right in zip(later_table, later_rentals)]
baseline_mae = sum(errors) / len(errors)

# %% model
past_x = np.delete(past_table, 7, axis=1)
later_x = np.delete(later_table, 7, axis=1)
model = keras.models.Sequential()
model.add(keras.Input(shape=(7,)))
model.add(keras.layers.Rescaling(scale=[1 / 12, 1 / 3, 1.0, 1 / 15, 1 / 3, 1 / 5, 1 / 100], offset=[-1, -1, 0, -1, 0, -1, -1]))
model.add(keras.layers.Dense(128, activation="relu"))
model.add(keras.layers.Dense(64, activation="relu"))
model.add(keras.layers.Dense(1))
model.compile(optimizer=keras.optimizers.RMSprop(0.003), loss="mean_absolute_error")
model.fit(past_x, past_rentals, epochs=20, validation_split=1 / 6, verbose=0)
test_mae = np.mean(np.abs(model.predict(later_x, verbose=0).ravel() - later_rentals))
