# mistake: missing-comma-or-bracket
# cell: 1
# line: 4
# %%
import numpy as np
# 3x5 행렬
x = np.array([[5, 78, 2, 34, 0],
              [6, 79, 3, 35, 1]
              [7, 80, 4, 36, 2]])
# %%
print(x.ndim)
# %%
print(x.shape)
