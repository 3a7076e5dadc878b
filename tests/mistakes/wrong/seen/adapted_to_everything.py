# mistake: scaled-with-test-statistics
# cell: 2
# line: 3

# %%
import numpy as np
import keras
from keras import layers
rng = np.random.default_rng(15)
rows = rng.gamma(2.0, [1, 10, 100, 1000], (600, 4)).astype("float32")
cost = rows @ np.array([3, 0.4, 0.05, 0.002], "float32") + rng.normal(0, 1, 600)
x_train, x_test = np.split(rows, [450])
y_train, y_test = np.split(cost, [450])
# %%
# the layer learns mean and variance itself
norm = layers.Normalization()
norm.adapt(np.concatenate([x_train, x_test]))
print(norm.mean.numpy())
# %%
model = keras.Sequential([norm, layers.Dense(16, activation="relu"), layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.05), "mse", metrics=["mae"])
history = model.fit(x_train, y_train, validation_split=0.2, epochs=5, verbose=0)
# %%
print("MAE on unseen rows", model.evaluate(x_test, y_test, verbose=0)[1])
