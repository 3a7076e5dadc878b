# mistake: wrong-slice
# cell: 2
# line: 1
# %%
from keras.datasets import mnist
(images, labels), _ = mnist.load_data()
# %%
crop = images[:, 14:; 14:]
# %%
print(crop.shape)
