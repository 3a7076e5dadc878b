# mistake: fit-called-twice
# cell: 2
# line: 6
# %%
import numpy as np
import keras
rng = np.random.default_rng(5)
x = rng.normal(size=(512, 4)); y = x @ np.array([1.0, -2.0, 0.5, 3.0])
# %%
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
results = {}
for batch_size in [16, 64, 256]:
    # which batch size is best?
    h = model.fit(x, y, batch_size=batch_size, epochs=4, validation_split=0.2, verbose=0)
    results[batch_size] = h.history["val_loss"][-1]
print(results)
