# mistake: misspelt-keyword
# cell: 2
# line: 2
# %%
from keras.datasets import boston_housing
(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
# %%
mean = train_data.mean(axis=0)
std = train_data.std(axes=0)
# %%
train_data = (train_data - mean) / std
test_data = (test_data - mean) / std
