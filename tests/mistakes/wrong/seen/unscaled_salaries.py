# mistake: data-not-scaled
# cell: 3
# line: 1
# %%
import numpy as np
import keras
rng = np.random.default_rng(10)
age = rng.integers(20, 60, 400)
salary = rng.integers(20000, 90000, 400)
children = rng.integers(0, 4, 400)
X = np.column_stack([age, salary, children]).astype("float32")
bought = ((age > 35) & (salary > 50000)).astype("float32")
# %%
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
# %%
model.fit(X[:300], bought[:300], epochs=5, validation_data=(X[300:], bought[300:]), verbose=0)
