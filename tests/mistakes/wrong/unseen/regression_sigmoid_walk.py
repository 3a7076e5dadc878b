# mistake: activation-on-regression
# cell: 3
# line: 3

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(58)
walk = np.cumsum(rng.normal(0, 0.3, 900))
walk = walk - walk[:700].mean()
walk = walk / walk[:700].std()

# %%
# windows of 10 values, predict the next one
window = 10
X = np.stack([walk[i:i + window] for i in range(len(walk) - window)]).astype("float32")
y = walk[window:]
X_train, y_train = X[:600], y[:600]
X_test, y_test = X[710:], y[710:]
print(X_train.shape, y_train.min(), y_train.max())

# %%
model = keras.Sequential()
model.add(layers.Dense(32, activation="relu"))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.fit(X_train, y_train, epochs=8, batch_size=32, verbose=0)
print(model.evaluate(X_test, y_test, verbose=0))
