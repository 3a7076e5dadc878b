# mistake: validation-among-training
# place: 3:1
# place: 2:2
# %%
import numpy as np, keras
rng = np.random.default_rng(11)
X = rng.normal(size=(900, 10)).astype("float32")
Y = X @ rng.normal(size=(10, 1)) + 0.1
# %%
idx = rng.permutation(len(X))
val_idx, train_idx = idx[:300], idx[100:]
X_val, Y_val = X[val_idx], Y[val_idx]
model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile(loss="mse", optimizer="rmsprop")
# %%
model.fit(X[train_idx], Y[train_idx], validation_data=(X_val, Y_val), epochs=3, verbose=0)
