# %% build
def build_model():
    model = keras.Sequential(
        [
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model

# %% folds
fold_maes, average_mae = [], None

# %% last
model = build_model()
model.fit(x_train, train_prices, epochs=1, batch_size=16, verbose=0)
test_mse, test_mae = model.evaluate(x_test, test_prices, verbose=0)
dollars = test_mae * 1000
