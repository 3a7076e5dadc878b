# mistake: shape-mismatch
# cell: 3
# line: 2
# %%
import numpy as np, keras
x = np.random.random((400, 10)).astype("float32")
y = np.random.random(400).astype("float32")
# %%
x_val, y_val = x[:100], y[:100]
partial_x = x[100:]
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
model.compile("rmsprop", "mse")
# %%
# forgot to cut the targets too
model.fit(partial_x, y, epochs=1, validation_data=(x_val, y_val))
