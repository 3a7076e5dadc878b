# mistake: wrong-slice
# cell: 3
# line: 2
# %%
import numpy as np
from keras.datasets import imdb
# %%
(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=5000)
y_train = np.asarray(train_labels).astype("float32")
# %%
y_val = y_train[:500]
partial_y_train = y_train[500.]
# %%
print(len(partial_y_train))
