# mistake: loss-mismatch
# cell: 3
# line: 4
# %%
# 0과 1을 구분하는 간단한 신경망
import numpy as np
import keras
# %%
rng = np.random.default_rng(1)
x = rng.normal(size=(400, 5)).astype("float32")
y = (x[:, 0] + x[:, 1] > 0).astype("float32")
# %%
model = keras.Sequential([keras.Input((5,)),
                          keras.layers.Dense(8, activation="relu"),
                          keras.layers.Dense(1, activation="sigmoid")])
model.compile(loss=keras.losses.CategoricalCrossentropy(), optimizer="adam", metrics=["accuracy"])
# %%
hist = model.fit(x, y, epochs=5, verbose=0)
print(hist.history["accuracy"][-1])
