# mistake: fit-never-called
# cell: 3
# line: 1

# %%
import numpy as np
import keras
from keras.datasets import imdb

(train_data, train_labels), (test_data, test_labels) = imdb.load_data(num_words=1000)

def vectorize_sequences(sequences, dimension=1000):
    results = np.zeros((len(sequences), dimension), dtype="float32")
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)

# %%
model = keras.Sequential()
model.add(keras.Input((1000,)))
model.add(keras.layers.Dense(16, activation="relu"))
model.add(keras.layers.Dense(16, activation="relu"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
model.summary()

# %% [markdown]
# Now the likelihood of reviews being positive:

# %%
p = model.predict(x_test)
print(p[:10].ravel())
print("accuracy", np.mean((p.ravel() > 0.5) == test_labels))
