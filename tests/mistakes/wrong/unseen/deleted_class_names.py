# mistake: name-from-deleted-cell
# cell: 3
# line: 4

# %%
import keras
from keras.datasets import mnist
import numpy as np

(a, b), (c, d) = mnist.load_data()
a = a.reshape((len(a), 784)).astype("float32") / 255
c = c.reshape((len(c), 784)).astype("float32") / 255

# %%
model = keras.Sequential()
model.add(keras.layers.Dense(48, activation="relu"))
model.add(keras.layers.Dense(10, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(a, b, epochs=1, batch_size=64, verbose=2)

# %%
predictions = model.predict(c[:5])
for row in predictions:
    best = int(np.argmax(row))
    print(best, korean_words[best], row[best])
