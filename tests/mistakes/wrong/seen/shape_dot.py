# mistake: shape-mismatch
# cell: 2
# line: 6
# %%
import numpy as np
# %%
rng = np.random.default_rng(0)
x = rng.random((32, 20))
W = rng.random((32, 64))
b = np.zeros(64)
# 전방 계산
y = np.maximum(np.dot(x, W) + b, 0)
# %%
print(y.shape)
