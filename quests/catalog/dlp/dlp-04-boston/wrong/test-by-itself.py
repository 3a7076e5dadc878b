# %% normalise
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)
x_train = (train_data - mean) / std
x_test = (test_data - test_data.mean(axis=0)) / test_data.std(axis=0)
