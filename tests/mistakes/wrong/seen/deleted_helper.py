# mistake: name-from-deleted-cell
# cell: 3
# line: 1
# %%
import numpy as np
from keras.datasets import reuters
# %%
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=2000)
# %%
x_train = vectorize(train_data)
x_test = vectorize(test_data)
# %%
def to_one_hot(labels, dimension=46):
    results = np.zeros((len(labels), dimension))
    for i, label in enumerate(labels):
        results[i, label] = 1.
    return results
y_train = to_one_hot(train_labels)
