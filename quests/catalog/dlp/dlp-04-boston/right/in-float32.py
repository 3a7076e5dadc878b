# %% normalise
mean = train_data.mean(axis=0)
x_train = train_data - mean
std = x_train.std(axis=0)
x_train = (x_train / std).astype("float32")
x_test = ((test_data - mean) / std).astype("float32")

# %% last
model = build_model()
model.fit(x_train, train_prices, epochs=30, batch_size=16, shuffle=True, verbose=0)
test_mae = np.abs(model.predict(x_test, verbose=0)[:, 0] - test_prices).mean()
dollars = round(1000 * test_mae)
