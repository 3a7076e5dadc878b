# mistake: wrong-slice
# cell: 2
# line: 2

# %%
import numpy as np
from keras.datasets import mnist

(train_images, train_labels), _ = mnist.load_data()

# %% [markdown]
# 이미지 일부만 선택하기 (가운데 14 x 14)

# %%
print(train_images[10:100].shape)
middle = train_images(:, 7:-7, 7:-7)
print(middle.shape)

# %%
batch = train_images[128:256]
print(batch.mean(), middle.max())
