# %% [markdown]
# 자전거 대여 수 예측. 개수는 음수가 될 수 없으니 출력에 relu / exponential을 써 본다.

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(2024)
days = 900
hour = rng.integers(0, 24, days)
temperature = rng.normal(15, 8, days)
weekend = rng.integers(0, 2, days)
mean_count = np.exp(1.5 + np.sin((hour - 9) / 24 * 2 * np.pi) + 0.03 * temperature - 0.3 * weekend)
count = rng.poisson(mean_count)
print(count.min(), count.max())

# %%
table = np.column_stack([np.sin(2 * np.pi * hour / 24), np.cos(2 * np.pi * hour / 24), temperature, weekend])
train_rows, val_rows, test_rows = slice(0, 600), slice(600, 750), slice(750, None)
mu, sd = table[train_rows].mean(axis=0), table[train_rows].std(axis=0)
table = (table - mu) / sd          # 훈련 행의 통계로 모두 정규화

# %%
def make(last, loss):
    net = keras.Sequential([
        keras.Input((4,)),
        layers.Dense(32, activation="relu"),
        layers.Dense(1, activation=last, bias_initializer="ones"),
    ])
    net.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss, metrics=["mae"])
    return net

results = {}
for last, loss in [("relu", "mse"), ("exponential", "poisson"), ("softplus", "mae")]:
    net = make(last, loss)
    net.fit(table[train_rows], count[train_rows], epochs=10, batch_size=32, verbose=0)
    results[last] = net.evaluate(table[val_rows], count[val_rows], verbose=0)[1], net
    print(last, results[last][0])

# %%
best = min(results, key=lambda name: results[name][0])
print("가장 좋은 것:", best)
print("테스트:", results[best][1].evaluate(table[test_rows], count[test_rows], verbose=0))
print("평균만 말하면:", np.abs(count[test_rows] - count[train_rows].mean()).mean())
