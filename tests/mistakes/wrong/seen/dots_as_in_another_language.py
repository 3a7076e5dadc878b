# mistake: wrong-slice
# cell: 3
# line: 2

# %% [markdown]
# ### 텐서 자르기
# 가운데 14×14 픽셀만 봅니다.
# %%
from keras.datasets import mnist
import matplotlib.pyplot as plt
(train_images, train_labels), _ = mnist.load_data()
print(train_images.ndim, train_images.shape, train_images.dtype)
# %%
batch = train_images[128:256]
print(batch.shape)
# %%
corner = train_images[:100, 14:, 14:]
middle = train_images[:100, 7..21, 7..21]
print(corner.shape, middle.shape)
# %%
plt.imshow(middle[0], cmap="gray")
plt.title(f"label {train_labels[0]}")
plt.show()
