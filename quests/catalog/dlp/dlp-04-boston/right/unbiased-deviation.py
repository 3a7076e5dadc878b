# %% normalise
mean = train_data.mean(axis=0)
std = train_data.std(axis=0, ddof=1)
x_train = (train_data - mean) / std
x_test = (test_data - mean) / std

# %% build
def build_model():
    model = keras.Sequential(
        [
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["mean_absolute_error"])
    return model

# %% folds
fold_maes = []
for fold in [3, 2, 1, 0]:
    start, stop = fold * 101, (fold + 1) * 101
    x_fit = np.concatenate([x_train[:start], x_train[stop:]])
    y_fit = np.concatenate([train_prices[:start], train_prices[stop:]])
    validation = (x_train[start:stop], train_prices[start:stop])
    fold_model = build_model()
    history = fold_model.fit(x_fit, y_fit, epochs=12, batch_size=16, validation_data=validation, verbose=0)
    fold_maes.append(float(history.history["val_mean_absolute_error"][-1]))
average_mae = np.mean(fold_maes)
