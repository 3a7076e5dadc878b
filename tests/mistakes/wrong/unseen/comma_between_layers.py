# mistake: missing-comma-or-bracket
# place: 3:3
# place: 3:4

# %% [markdown]
# Reuters newswires, 46 topics

# %%
import numpy as np
from keras.datasets import reuters
from keras import models, layers
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=2000)

# %%
def vectorize(seqs, dimension=2000):
    m = np.zeros((len(seqs), dimension), dtype="float32")
    for i, s in enumerate(seqs):
        m[i, s] = 1.0
    return m
x_train, x_test = vectorize(train_data), vectorize(test_data)

# %%
model = models.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu")
    layers.Dense(46, activation="softmax"),
])
model.compile(optimizer="rmsprop",
              loss="sparse_categorical_crossentropy",
              metrics=["accuracy"])

# %%
model.fit(x_train, train_labels, epochs=2, batch_size=256)
print(model.evaluate(x_test, test_labels))
