# mistake: fit-called-twice
# place: 2:1
# place: 3:4

# %%
import keras
import numpy as np

rng = np.random.default_rng(64)
x = rng.normal(size=(360, 8)).astype("float32")
y = np.sign(x[:, 0]) * x[:, 1] + rng.normal(0, 0.1, 360)

# %%
model = keras.Sequential([keras.layers.Dense(24, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])

# %%
# 배치 크기에 따라 결과가 어떻게 달라지는지 비교
val_mae = {}
for batch_size in [8, 32, 128]:
    h = model.fit(x, y, epochs=4, batch_size=batch_size, validation_split=0.25, verbose=0)
    val_mae[batch_size] = h.history["val_mae"][-1]

# %%
for size, value in val_mae.items():
    print(size, round(value, 3))
