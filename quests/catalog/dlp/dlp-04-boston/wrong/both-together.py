# %% normalise
everything = np.concatenate([train_data, test_data])
mean = everything.mean(axis=0)
std = everything.std(axis=0)
x_train = (train_data - mean) / std
x_test = (test_data - mean) / std
