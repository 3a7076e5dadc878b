# mistake: figure-without-labels
# place: 3:9
# place: 3:10

# %% [markdown]
# # MAE curve for the houses
# %%
import numpy as np
import keras
from keras import layers
import matplotlib.pyplot as plt
(p, q), (r, s) = keras.datasets.boston_housing.load_data()
center, width = p.mean(axis=0), p.std(axis=0)
p, r = (p - center) / width, (r - center) / width
# %%
net = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)])
net.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
log = net.fit(p, q, validation_split=0.25, epochs=8, batch_size=16, verbose=0)
# %%
def smooth(points, factor=0.8):
    kept = []
    for v in points:
        kept.append(kept[-1] * factor + v * (1 - factor) if kept else v)
    return kept

curves = np.column_stack([smooth(log.history["mae"]), smooth(log.history["val_mae"])])
plt.figure(figsize=(6, 3))
plt.plot(curves[2:])
plt.savefig("curves.png")
# %%
print("test MAE", net.evaluate(r, s, verbose=0)[1])
