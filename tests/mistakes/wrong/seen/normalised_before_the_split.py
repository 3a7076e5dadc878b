# mistake: scaled-with-test-statistics
# place: 1:5
# place: 1:4
# %%
import numpy as np
import keras
rng = np.random.default_rng(6)
features = rng.gamma(2.0, 30.0, size=(500, 5))
features = (features - features.mean(axis=0)) / features.std(axis=0)
price = features @ np.array([3., -1., 0.5, 2., 1.]) + rng.normal(0, 0.1, 500)
x_train, x_test = features[:400], features[400:]
y_train, y_test = price[:400], price[400:]
# %%
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x_train, y_train, epochs=3, verbose=0)
print(model.evaluate(x_test, y_test, verbose=0))
