# mistake: shape-mismatch
# cell: 3
# line: 2
# %%
from keras.datasets import boston_housing
(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
# %%
mean = train_data.mean(axis=1)
# %%
# center the columns
train_data = train_data - mean
# %%
print(train_data[0])
