# mistake: name-from-deleted-cell
# cell: 2
# line: 8

# %%
import numpy as np
import keras
from keras import layers

g = np.random.default_rng(81)
inp = g.normal(size=(300, 5)).astype("float32")
out = inp @ np.array([1.0, 2.0, 0.0, -1.0, 0.5]) + g.normal(0, 0.1, 300)

# %%
k = 3
size = len(inp) // k
scores = []
for fold in range(k):
    lo, hi = fold * size, (fold + 1) * size
    rest_inp = np.concatenate([inp[:lo], inp[hi:]])
    rest_out = np.concatenate([out[:lo], out[hi:]])
    net = build_regressor()
    net.fit(rest_inp, rest_out, epochs=5, batch_size=16, verbose=0)
    scores.append(net.evaluate(inp[lo:hi], out[lo:hi], verbose=0)[1])

# %%
print("mean MAE over the folds:", np.mean(scores))
