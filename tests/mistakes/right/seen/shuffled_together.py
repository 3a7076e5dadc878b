# %%
import random
import numpy as np
import keras
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784) / 255.
# %%
state = np.random.get_state()
np.random.shuffle(x)
np.random.set_state(state)
np.random.shuffle(y)
# %%
order = list(range(len(x)))
random.shuffle(order)
x, y = x[order][:2000], y[order][:2000]
# %%
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=2, batch_size=64, verbose=0)
