# mistake: misspelt-name
# cell: 3
# line: 2

# %% [markdown]
# # IMDB 영화 리뷰: 긍정 / 부정

# %%
from keras.datasets import imdb
import numpy as np
import keras

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1500)
max([max(sequence) for sequence in train_data])

# %%
def vectorize_sequences(sequences, dimension=1500):
    results = np.zeros((len(sequences), dimension), dtype='float32')
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.
    return results

# %%
x_train = vectorize_sequences(train_data)
x_test = vectorise_sequences(test_data)
y_train = train_labels.astype('float32')
y_test = test_labels.astype('float32')

# %%
model = keras.Sequential([keras.layers.Dense(16, activation='relu'),
                          keras.layers.Dense(1, activation='sigmoid')])
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=2, batch_size=512)
print(model.evaluate(x_test, y_test))
