# %% normalise
mean, std = np.mean(train_data, axis=0, keepdims=True), np.std(train_data, axis=0, keepdims=True)
x_train, x_test = ((rows - mean) / std for rows in (train_data, test_data))

# %% build
def build_model():
    inputs = keras.Input(shape=(13,))
    outputs = inputs
    for _ in range(2):
        outputs = layers.Dense(64, activation="relu")(outputs)
    outputs = layers.Dense(1, activation="linear")(outputs)
    network = keras.Model(inputs, outputs)
    network.compile(optimizer=keras.optimizers.RMSprop(), loss=keras.losses.MeanSquaredError(), metrics=["mae"])
    return network

# %% folds
everyone = np.arange(404)
fold_maes = []
for held in np.array_split(np.random.permutation(404), 4):
    others = np.setdiff1d(everyone, held)
    part = build_model()
    part.fit(
        x_train[others], train_prices[others], epochs=12, batch_size=16,
        validation_data=(x_train[held], train_prices[held]), verbose=0,
    )
    fold_maes.append(part.evaluate(x_train[held], train_prices[held], verbose=0)[1])
average_mae = sum(fold_maes) / len(fold_maes)
