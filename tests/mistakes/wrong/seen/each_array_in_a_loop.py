# mistake: scaled-with-test-statistics
# place: 2:1
# place: 2:2
# place: 2:3

# %%
import keras, numpy as np
from keras import layers
(Xa, ya), (Xb, yb) = keras.datasets.boston_housing.load_data()
print(Xa.shape, Xb.shape)
# %%
for part in (Xa, Xb):
    part -= part.mean(axis=0)
    part /= part.std(axis=0)
# %%
reg = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(32, activation="relu"), layers.Dense(1)])
reg.compile(loss="mse", optimizer="rmsprop", metrics=["mae"])
reg.fit(Xa, ya, batch_size=16, epochs=5, verbose=0)
# %%
mse, mae = reg.evaluate(Xb, yb, verbose=0)
print(f"평균 오차 {mae:.2f}")
