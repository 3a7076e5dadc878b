# %%
import keras
import numpy as np
rng = np.random.default_rng(15)
dose = rng.uniform(-2, 2, size=(500, 1))
share = 1 / (1 + np.exp(-2 * dose)) * 0.9 + 0.05
# %%
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(loss="mse", optimizer="adam")
model.fit(dose, share, epochs=5, verbose=0)
print(model.predict(np.array([[0.0]])))
