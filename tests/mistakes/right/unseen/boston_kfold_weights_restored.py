# %% [markdown]
# K-fold, where the folds come from a permutation and every fold starts again from the first weights.
# The scaling is worked out inside each fold.

# %%
import numpy as np
import keras as K
from keras import layers as L
from keras.datasets import boston_housing as bh

(x, y), (xt, yt) = bh.load_data()
rng = np.random.default_rng(123)
folds = np.array_split(rng.permutation(len(x)), 4)
[len(f) for f in folds]

# %%
net = K.Sequential([K.Input((13,)), L.Dense(24, "relu"), L.Dense(1)])
net.compile(K.optimizers.Adam(0.02), K.losses.Huber(), metrics=["mae"])
initial = net.get_weights()

def scaler(rows):
    m, s = rows.mean(0), rows.std(0)
    return lambda r: (r - m) / s

# %%
scores = []
for n, held_out in enumerate(folds):
    rest = np.concatenate([f for j, f in enumerate(folds) if j != n])
    assert not set(rest) & set(held_out)
    scale = scaler(x[rest])
    net.set_weights(initial)
    net.compile(K.optimizers.Adam(0.02), K.losses.Huber(), metrics=["mae"])
    net.fit(scale(x[rest]), y[rest], epochs=6, batch_size=32, verbose=0)
    _, mae = net.evaluate(scale(x[held_out]), y[held_out], verbose=0)
    scores.append(mae)
    print(f"fold {n}: {mae:.2f}")
print("mean", np.mean(scores), "+-", np.std(scores))

# %%
# satisfied; now on all training rows, and the test set at the very end
scale = scaler(x)
final = K.models.clone_model(net)
final.compile("adam", "mse", metrics=["mae"])
final.optimizer.learning_rate = 0.02
final.fit(scale(x), y, epochs=6, batch_size=32, verbose=0)
print(final.evaluate(scale(xt), yt, verbose=0))
