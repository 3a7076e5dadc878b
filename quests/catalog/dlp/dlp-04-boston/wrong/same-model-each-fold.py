# %% folds
fold_maes = []
fold_model = build_model()
for fold in range(4):
    start, stop = fold * 101, (fold + 1) * 101
    x_fit = np.concatenate([x_train[:start], x_train[stop:]])
    y_fit = np.concatenate([train_prices[:start], train_prices[stop:]])
    validation = (x_train[start:stop], train_prices[start:stop])
    history = fold_model.fit(x_fit, y_fit, epochs=2, batch_size=16, validation_data=validation, verbose=0)
    fold_maes.append(history.history["val_mae"][-1])
average_mae = np.mean(fold_maes)

# %% last
model = test_mae = dollars = None
