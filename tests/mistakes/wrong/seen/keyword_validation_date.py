# mistake: misspelt-keyword
# cell: 4
# line: 6
# %%
from keras.datasets import imdb
import numpy as np
import keras
from keras import layers
# %%
(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=10000)

def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.
    return results

x_train = vectorize_sequences(train_data)
y_train = np.asarray(train_labels).astype("float32")
# %%
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid")
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
# %%
# 검증 데이터를 떼어 놓고 훈련합니다
x_val, partial_x_train = x_train[:500], x_train[500:]
y_val, partial_y_train = y_train[:500], y_train[500:]
history = model.fit(partial_x_train, partial_y_train,
                    epochs=2, batch_size=512,
                    validation_date=(x_val, y_val))
