# mistake: loss-mismatch
# place: 2:4
# place: 2:6

# %%
import keras
import numpy as np
from keras.layers import Dense

g = np.random.default_rng(100)
x = g.normal(size=(600, 6)).astype("float32")
y = (x @ np.array([1, -1, 2, 0, 0, 1]) > 0).astype("int32")
x_train, x_test = x[:450], x[450:]
y_train, y_test = y[:450], y[450:]

# %%
model = keras.Sequential([
    Dense(16, activation="relu"),
    Dense(16, activation="relu"),
    Dense(1),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])

# %%
model.fit(x_train, y_train, epochs=5, batch_size=30, verbose=0)
print(model.evaluate(x_test, y_test, verbose=0))
probs = model.predict(x_test[:5], verbose=0)
print("확률:", probs.ravel())
