# mistake: cells-out-of-order
# cell: 2
# line: 1
# %%
import numpy as np
from keras.datasets import imdb
# %%
x_train = vectorize_sequences(train_data)
# %%
(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)
# %%
def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results
