# %% normalise
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)
x_train = train_data
x_test = test_data

# %% folds
fold_maes, average_mae = [], None
