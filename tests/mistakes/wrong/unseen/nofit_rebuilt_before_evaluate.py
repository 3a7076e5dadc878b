# mistake: fit-never-called
# cell: 4
# line: 3

# %%
import numpy as np
import keras
from keras.datasets import boston_housing

(train_data, train_targets), (test_data, test_targets) = boston_housing.load_data()
mean = train_data.mean(axis=0)
std = train_data.std(axis=0)
train_data, test_data = (train_data - mean) / std, (test_data - mean) / std

# %%
def build_model():
    model = keras.Sequential([
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model

# %%
k = 2
n = len(train_data) // k
maes = []
for i in range(k):
    a, b = i * n, (i + 1) * n
    model = build_model()
    model.fit(np.concatenate([train_data[:a], train_data[b:]]),
              np.concatenate([train_targets[:a], train_targets[b:]]),
              epochs=6, batch_size=16, verbose=0)
    maes.append(model.evaluate(train_data[a:b], train_targets[a:b], verbose=0)[1])
print("교차 검증 MAE:", np.mean(maes))

# %%
# 최종 모델
final = build_model()
test_mse, test_mae = final.evaluate(test_data, test_targets, verbose=0)
print("테스트 MAE:", test_mae)
