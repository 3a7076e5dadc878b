# mistake: missing-comma-or-bracket
# place: 2:4
# place: 2:5

# %%
import numpy as np
import keras
from keras import layers
gen = np.random.default_rng(7)
x = gen.uniform(-1, 1, (300, 4)).astype("float32")
y = (x.sum(1) > 0).astype(int)
# %%
# (units, activation) of each hidden layer
plan = [
    (32, "relu"),
    (16, "relu")
    (8, "tanh"),
]
# %%
model = keras.Sequential()
for units, act in plan:
    model.add(layers.Dense(units, activation=act))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
# %%
h = model.fit(x, y, epochs=3, batch_size=32, verbose=0)
print(h.history["accuracy"])
