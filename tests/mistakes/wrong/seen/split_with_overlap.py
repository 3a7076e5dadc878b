# mistake: training-on-test-rows
# place: 3:1
# place: 1:9
# place: 1:8
# %%
import numpy as np
import keras
# %%
rng = np.random.default_rng(4)
data = rng.normal(size=(1000, 8))
target = (data @ rng.normal(size=8) > 0).astype(int)
# 80 percent for training, the rest is the test set
x_train, y_train = data[:800], target[:800]
x_test, y_test = data[500:], target[500:]
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
# %%
model.fit(x_train, y_train, epochs=3, verbose=0)
# %%
print("test accuracy:", model.evaluate(x_test, y_test, verbose=0)[1])
