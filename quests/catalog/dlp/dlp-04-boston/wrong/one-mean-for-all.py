# %% normalise
mean = train_data.mean()
std = train_data.std()
x_train = (train_data - mean) / std
x_test = (test_data - mean) / std

# %% folds
fold_maes, average_mae = [], None

# %% last
model = build_model()
model.fit(x_train, train_prices, epochs=1, batch_size=16, verbose=0)
test_mse, test_mae = model.evaluate(x_test, test_prices, verbose=0)
dollars = test_mae * 1000
