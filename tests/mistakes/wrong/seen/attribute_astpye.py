# mistake: misspelt-attribute
# cell: 2
# line: 3
# %%
from keras.datasets import fashion_mnist, mnist
(train_images, train_labels), _ = mnist.load_data()
# %%
# 28x28 이미지를 한 줄로 펴고 0~1 사이로 바꾼다
train_images = train_images.reshape((6000, 28 * 28))
train_images = train_images.astpye("float32") / 255
# %%
print(train_images.shape, train_images.dtype)
