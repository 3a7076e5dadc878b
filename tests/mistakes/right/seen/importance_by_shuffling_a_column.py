# %%
import keras, numpy as np
rng = np.random.default_rng(14)
X = rng.normal(size=(500, 4)).astype("float32"); y = (X[:, 2] > 0).astype("float32")
X_train, X_test, y_train, y_test = X[:400], X[400:], y[:400], y[400:]
m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1, "sigmoid")])
m.compile("adam", "binary_crossentropy", metrics=["accuracy"])
m.fit(X_train, y_train, epochs=5, verbose=0)
# %%
base = m.evaluate(X_test, y_test, verbose=0)[1]
for column in range(4):
    shuffled = X_test.copy()
    shuffled[:, column] = rng.permutation(shuffled[:, column])
    print(column, base - m.evaluate(shuffled, y_test, verbose=0)[1])
