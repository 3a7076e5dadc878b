# mistake: fit-never-called
# cell: 4
# line: 3

# %%
import keras
from keras import layers
from keras.datasets import boston_housing
(p, q), (pt, qt) = boston_housing.load_data()
mean, std = p.mean(axis=0), p.std(axis=0)
p, pt = (p - mean) / std, (pt - mean) / std
# %%
base = keras.Sequential([keras.Input((13,)), layers.Dense(32, activation="relu"), layers.Dense(1)])
base.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
# %%
wide = keras.Sequential([keras.Input((13,)), layers.Dense(128, activation="relu"), layers.Dense(1)])
wide.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
wide.fit(p, q, epochs=5, batch_size=16, verbose=0)
# %%
# 두 모델 비교
print("wide:", wide.evaluate(pt, qt, verbose=0)[1])
print("base:", base.evaluate(pt, qt, verbose=0)[1])
