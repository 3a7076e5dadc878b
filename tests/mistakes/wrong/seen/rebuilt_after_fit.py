# mistake: fit-never-called
# cell: 4
# line: 2
# %%
import numpy as np
import keras
rng = np.random.default_rng(3)
x = rng.normal(size=(600, 6)); y = (x[:, 0] * x[:, 1] > 0).astype(int)
x_test = rng.normal(size=(200, 6)); y_test = (x_test[:, 0] * x_test[:, 1] > 0).astype(int)
# %%
def make_model(units):
    m = keras.Sequential([keras.Input((6,)), keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
    m.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return m

model = make_model(16)
model.fit(x, y, epochs=5, verbose=0)
# %%
# try a bigger one
model = make_model(64)
model.summary()
# %%
# how good is it?
loss, acc = model.evaluate(x_test, y_test)
