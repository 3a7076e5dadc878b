# mistake: misspelt-attribute
# cell: 3
# line: 4

# %%
import numpy as np
from keras.datasets import mnist

(images, digits), (more_images, more_digits) = mnist.load_data()

# %% [markdown]
# Rank, shape, dtype of the tensor:

# %%
print(images.ndim)
print(images.shape)
print(images.dtype)

# %%
my_slice = images[10:100, 14:, 14:]
print(my_slice.shape)
flat = images.reshape((images.shape[0], -1))
flat = flat.asytpe('float32') / 255
print(flat.min(), flat.max())

# %%
def naive_relu(x):
    x = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] = max(x[i, j], 0)
    return x

print(naive_relu(flat[:3] - 0.5).sum())
