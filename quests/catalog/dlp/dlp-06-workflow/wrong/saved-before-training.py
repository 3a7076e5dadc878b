# %% model
past_x, later_x = past_table[:, :7], later_table[:, :7]
normalise = keras.layers.Normalization()
normalise.adapt(past_x[:-720])
model = keras.Sequential([keras.Input(shape=(7,)), normalise, keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
model.save("bikes.keras")
model.fit(past_x[:-720], past_rentals[:-720], epochs=12, batch_size=64, validation_data=(past_x[-720:], past_rentals[-720:]), verbose=0)
test_mae = model.evaluate(past_x[-720:], past_rentals[-720:], verbose=0)

# %% export
def serve(batch, path="bikes.keras"):
    served = keras.models.load_model(path)
    rows = np.array([list(question.values()) for question in batch], dtype="float32")
    return [max(0, round(float(answer))) for answer in served.predict(rows, verbose=0)[:, 0]]
