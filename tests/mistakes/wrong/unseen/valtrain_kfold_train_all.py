# mistake: validation-among-training
# cell: 3
# line: 9

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(19)
x = rng.normal(size=(240, 10)).astype("float32")
y = x[:, :3].sum(axis=1) + rng.normal(0, 0.2, 240)

# %%
def build_model():
    m = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1)])
    m.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return m

# %%
# k-겹 교차 검증
k = 3
fold = len(x) // k
scores = []
for i in range(k):
    val_x = x[i * fold:(i + 1) * fold]
    val_y = y[i * fold:(i + 1) * fold]
    model = build_model()
    model.fit(x, y, epochs=5, batch_size=16, verbose=0)
    scores.append(model.evaluate(val_x, val_y, verbose=0)[1])
print(scores, np.mean(scores))
