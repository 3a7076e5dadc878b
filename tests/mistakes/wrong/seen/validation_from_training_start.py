# mistake: validation-among-training
# cell: 3
# line: 5
# %%
import numpy as np
from keras.datasets import imdb
from keras import models, layers
(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=500)
def vectorize_sequences(sequences, dimension=500):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results
x_train = vectorize_sequences(train_data)
y_train = np.asarray(train_labels).astype("float32")
# %%
x_val = x_train[:500]
y_val = y_train[:500]
# %%
model = models.Sequential()
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=3, batch_size=512, validation_data=(x_val, y_val))
