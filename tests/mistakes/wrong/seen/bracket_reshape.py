# mistake: missing-comma-or-bracket
# cell: 2
# line: 1
# %%
from keras.datasets import mnist
(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
# %%
train_images = train_images.reshape((6000, 28 * 28)
train_images = train_images.astype("float32") / 255
test_images = test_images.reshape((1000, 28 * 28))
test_images = test_images.astype("float32") / 255
# %%
print(train_images.shape)
