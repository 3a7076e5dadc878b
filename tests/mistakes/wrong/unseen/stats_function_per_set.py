# mistake: scaled-with-test-statistics
# cell: 2
# line: 7

# %%
import keras
import numpy as np
from keras import layers

gen = np.random.default_rng(17)
cls = gen.integers(0, 3, 450)
meas = gen.normal(size=(450, 5)) * [4, 10, 1, 30, 2] + cls[:, None] * [5, 8, 1, 20, 3] + 50
meas_train, meas_test = meas[:350], meas[350:]
cls_train, cls_test = cls[:350], cls[350:]

# %% [markdown]
# 표준화 함수를 만들어 두 번 쓴다.

# %%
def standardize(m):
    mu = np.mean(m, axis=0)
    sd = np.std(m, axis=0)
    return (m - mu) / sd

a_train = standardize(meas_train)
a_test = standardize(meas_test)

# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(3, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(a_train, cls_train, epochs=15, batch_size=16, verbose=0)
print(model.evaluate(a_test, cls_test, verbose=0))
