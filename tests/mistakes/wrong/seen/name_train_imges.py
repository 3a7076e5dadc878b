# mistake: misspelt-name
# cell: 3
# line: 1
# %%
from tensorflow.keras.datasets import mnist
(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
# %%
print(train_images.shape)
print(len(train_labels))
# %%
digit = train_imges[4]
# %%
import matplotlib.pyplot as plt
plt.imshow(digit, cmap=plt.cm.binary)
plt.title("digit 4")
plt.show()
