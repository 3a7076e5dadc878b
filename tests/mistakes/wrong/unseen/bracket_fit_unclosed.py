# mistake: missing-comma-or-bracket
# cell: 3
# line: 1

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(1)
x = rng.normal(size=(300, 4)).astype("float32")
y = (x[:, 0] + x[:, 1] > 0).astype("int32")

# %%
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])

# %%
history = model.fit(x[:200], y[:200], epochs=4, batch_size=(32)
print(history.history.keys())
print(model.evaluate(x[200:], y[200:]))
