# mistake: scaled-with-test-statistics
# cell: 2
# line: 2
# %%
import numpy as np
import keras
(x_train, y_train), (x_test, y_test) = keras.datasets.boston_housing.load_data()
# %%
norm = keras.layers.Normalization(axis=-1)
norm.adapt(np.vstack([x_train, x_test]))
model = keras.Sequential([norm, keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile(loss="mse", optimizer="adam")
# %%
model.fit(x_train, y_train, epochs=4, verbose=0)
print(model.evaluate(x_test, y_test, verbose=0))
