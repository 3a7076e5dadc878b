# mistake: float64-memory
# cell: 2
# line: 2
# memory_mb: 1200
# %%
import numpy as np
from keras.datasets import imdb
(train_data, train_labels), (test_data, test_labels) = imdb.load_data()
# %%
def vectorize_sequences(sequences, dimension=80000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.
    return results + 0
x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)
