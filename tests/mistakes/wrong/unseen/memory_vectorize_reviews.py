# mistake: float64-memory
# cell: 2
# line: 2
# memory_mb: 1500

# %%
import numpy as np
import keras
from keras import layers

# 리뷰 2만 개, 단어 1만 개
rng = np.random.default_rng(2024)
labels = rng.integers(0, 2, 20000)
reviews = [rng.integers(0, 5000, 120) + 5000 * (rng.random(120) < 0.4 + 0.2 * label) for label in labels]
print(len(reviews), reviews[0][:8])

# %%
def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results

# %%
x = vectorize_sequences(reviews)
x_train, y_train = x[:2000], labels[:2000].astype("float32")
x_test, y_test = x[2000:2500], labels[2000:2500].astype("float32")

# %%
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=2, batch_size=512)
print(model.evaluate(x_test, y_test))
