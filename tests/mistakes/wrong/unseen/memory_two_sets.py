# mistake: float64-memory
# cell: 2
# line: 2
# memory_mb: 1500

# %%
from keras import models, layers
from keras.utils import to_categorical
import numpy as np

np.random.seed(42)
def newswires(n):
    y = np.random.randint(0, 46, size=n)
    x = [np.concatenate([np.random.randint(0, 10000, 70), np.random.randint(t * 200, t * 200 + 200, 20)]) for t in y]
    return x, y

train_data, train_labels = newswires(18000)
test_data, test_labels = newswires(6000)

# %%
def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension), dtype="float64")
    for i, sequence in enumerate(sequences):
        for j in sequence:
            results[i, j] = 1.
    return results

x_train = vectorize_sequences(train_data)
x_test = vectorize_sequences(test_data)
y_train = to_categorical(train_labels)
y_test = to_categorical(test_labels)

# %%
# 출력층은 46개
model = models.Sequential()
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(46, activation="softmax"))
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:3000], y_train[:3000], epochs=2, batch_size=512)
print(model.evaluate(x_test[:500], y_test[:500]))
