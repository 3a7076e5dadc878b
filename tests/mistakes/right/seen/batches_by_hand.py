# %%
import numpy as np
import keras
from keras.utils import to_categorical
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
x, x_test = (v.reshape(len(v), -1) / 255 for v in (x, x_test))
y, y_test = to_categorical(y), to_categorical(y_test)
# %%
model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
# %%
class Batches:
    def __init__(self, n, size):
        self.n, self.size = n, size
    def __iter__(self):
        order = np.random.permutation(self.n)
        for k in range(0, self.n, self.size):
            yield order[k:k + self.size]
# %%
for epoch in range(2):
    for pick in Batches(len(x), 200):
        logs = model.train_on_batch(x[pick], y[pick], return_dict=True)
    print("epoch", epoch, logs)
# %%
print(model.test_on_batch(x_test, y_test, return_dict=True))
