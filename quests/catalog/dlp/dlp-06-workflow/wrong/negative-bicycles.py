# %% model
past_x, later_x = past_table[:, :7], later_table[:, :7]
train_x, train_y = past_x[:-720], past_rentals[:-720]
normalise = keras.layers.Normalization()
normalise.adapt(train_x)
model = keras.Sequential(
    [
        keras.Input(shape=(7,)),
        normalise,
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
history = model.fit(
    train_x, train_y, epochs=1, batch_size=64, validation_data=(past_x[-720:], past_rentals[-720:]), verbose=0
)
test_mae = model.evaluate(later_x, later_rentals, verbose=0)

# %% export
model.save("bikes.keras")


def serve(batch, path="bikes.keras"):
    served = keras.models.load_model(path)
    rows = np.array([[question[name] for name in COLUMNS[:7]] for question in batch], dtype="float32")
    return served.predict(rows, verbose=0)[:, 0].tolist()

# %% [markdown] plan
# The model is good. We will use it from now on.
#
# ---
#
# 모델이 좋습니다. 앞으로 사용하겠습니다.
