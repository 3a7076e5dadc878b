# mistake: wrong-slice
# cell: 2
# line: 4
# %%
from keras.datasets import boston_housing
(x, y), (x_test, y_test) = boston_housing.load_data()
# %%
# split the data into two halves
half = len(x) / 2
print(half)
x_a = x[:half]
x_b = x[half:]
# %%
print(x_a.shape, x_b.shape)
