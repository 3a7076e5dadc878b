# mistake: older-edition
# cell: 1
# line: 3
# %%
import numpy as np
from keras.datasets import mnist
from keras.utils import np_utils
# %%
(x_train, y_train), (x_test, y_test) = mnist.load_data()
# %%
y_train = np_utils.to_categorical(y_train, 10)
