# mistake: activation-on-regression
# cell: 2
# line: 5
# %%
import numpy as np
import keras
from keras import layers
t = np.arange(500)
temperature = 12 + 10 * np.sin(2 * np.pi * t / 100) + np.random.default_rng(2).normal(0, 0.5, 500)
X = np.stack([np.sin(2 * np.pi * t / 100), np.cos(2 * np.pi * t / 100)], axis=1)
# %%
inputs = keras.Input(shape=(2,), name="clock")
features = layers.Dense(16, activation="relu")(inputs)
prediction = layers.Dense(
    1,
    activation="tanh",
    name="temperature",
)(features)
model = keras.Model(inputs=inputs, outputs=prediction)
model.compile(loss=keras.losses.MeanSquaredError(), optimizer="rmsprop")
# %%
model.fit(X[:400], temperature[:400], epochs=5, verbose=0)
print(model.evaluate(X[400:], temperature[400:], verbose=0))
