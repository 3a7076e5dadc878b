# mistake: float64-memory
# cell: 2
# line: 1
# memory_mb: 1500

# %%
import numpy as np
import keras

rng = np.random.default_rng(6)
num_docs, num_words = 24000, 9000
topics = rng.integers(0, 6, num_docs)
counts = np.zeros((num_docs, num_words), dtype="uint8")
for row, topic in enumerate(topics):
    words = rng.integers(0, num_words, 90)
    own = rng.integers(topic * 1500, (topic + 1) * 1500, 30)
    counts[row, words] += 1
    counts[row, own] += 1

# %% [markdown]
# Multi-hot: is the word in the document or not?

# %%
multi_hot = (counts > 0).astype(float)
print(multi_hot.shape, multi_hot.dtype)

# %%
train, test = multi_hot[:1500], multi_hot[1500:2000]
model = keras.Sequential()
model.add(keras.layers.Dense(64, activation="relu"))
model.add(keras.layers.Dense(6, activation="softmax"))
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train, topics[:1500], epochs=2, batch_size=128)
print(model.evaluate(test, topics[1500:2000]))
