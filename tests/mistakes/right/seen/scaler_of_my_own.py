# %%
import numpy as np
import keras
from keras.datasets import boston_housing

class Scaler:
    """평균 0, 표준편차 1로 맞춘다. 통계는 fit에 준 데이터에서만 구한다."""

    def fit(self, rows):
        self.m_ = rows.mean(axis=0)
        self.s_ = rows.std(axis=0)
        return self

    def __call__(self, rows):
        return (rows - self.m_) / self.s_
# %%
(train, ty), (test, sy) = boston_housing.load_data()
scale = Scaler().fit(train)
train, test = map(scale, (train, test))
print(test.mean(axis=0).round(2))
# %%
m = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(1, activation="linear"),
])
m.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
m.fit(train, ty, epochs=5, batch_size=8, verbose=0)
# %%
print(m.evaluate(test, sy, verbose=0))
