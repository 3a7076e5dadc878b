# mistake: cells-out-of-order
# cell: 2
# line: 1

# %% [markdown]
# # IMDB

# %%
from keras.datasets import imdb
from keras import models, layers
import numpy as np

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)

# %%
x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)
y_train = np.asarray(train_labels).astype('float32')
y_test = np.asarray(test_labels).astype('float32')

# %%
# 정수 시퀀스를 이진 행렬로 인코딩
def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension), dtype='float32')
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

# %%
model = models.Sequential()
model.add(layers.Dense(16, activation='relu'))
model.add(layers.Dense(1, activation='sigmoid'))
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=3, batch_size=256)
model.evaluate(x_test, y_test)
