# %% [markdown]
# Newswires again, with my own class around everything, tf-idf rather than multi-hot, and a baseline without a network

# %%
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers, models, optimizers
from tensorflow.keras.datasets import reuters


class Newswires:
    """Loads, turns into tf-idf; the idf comes from the training rows."""

    def __init__(self, words=2000, validation=300):
        (tr, ytr), (te, yte) = reuters.load_data(num_words=words)
        counts_tr, counts_te = self.count(tr, words), self.count(te, words)
        idf = np.log(len(tr) / (1 + (counts_tr > 0).sum(axis=0)))
        self.x_val, self.x_train = np.split(counts_tr * idf, [validation])
        self.y_val, self.y_train = np.split(ytr, [validation])
        self.x_test, self.y_test = counts_te * idf, yte
        self.topics = int(ytr.max()) + 1

    @staticmethod
    def count(rows, words):
        table = np.zeros((len(rows), words), dtype="float32")
        for i, row in enumerate(rows):
            np.add.at(table[i], row, 1)
        return table / np.maximum(table.sum(axis=1, keepdims=True), 1)

news = Newswires()
print(news.x_train.shape, news.x_train.max(), news.topics)

# %%
most_common = np.bincount(news.y_train).argmax()
print("always the most common topic:", np.mean(news.y_val == most_common))

# %%
class Net(models.Model):
    def __init__(self, topics, width=64):
        super().__init__()
        self.body = [layers.Dense(width, activation="relu"), layers.Dropout(0.3)]
        self.head = layers.Dense(topics)

    def call(self, x, training=False):
        for step in self.body:
            x = step(x, training=training) if isinstance(step, layers.Dropout) else step(x)
        return self.head(x)

net = Net(news.topics)
net.compile(optimizer=optimizers.Adam(0.01),
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
h = net.fit(news.x_train, news.y_train, validation_data=(news.x_val, news.y_val), epochs=6, batch_size=64, verbose=0)
print(h.history["val_accuracy"])

# %%
loss, accuracy = net.evaluate(news.x_test, news.y_test, verbose=0)
probabilities = keras.ops.softmax(net.predict(news.x_test[:3], verbose=0))
print(f"test accuracy {accuracy:.2f}", np.asarray(probabilities).sum(axis=1))
