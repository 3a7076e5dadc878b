# mistake: wrong-slice
# cell: 2
# line: 2
# %%
from tensorflow.keras.datasets import mnist
(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
# %%
# 10번째부터 99번째까지 고르기
my_slice = train_images[10;100]
print(my_slice.shape)
# %%
my_slice = train_images[10:100, :, :]
print(my_slice.shape)
