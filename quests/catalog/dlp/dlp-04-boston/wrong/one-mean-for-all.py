# %% normalise
mean = train_data.mean()
std = train_data.std()
x_train = (train_data - mean) / std
x_test = (test_data - mean) / std
