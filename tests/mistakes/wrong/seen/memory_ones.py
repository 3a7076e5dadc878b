# mistake: float64-memory
# cell: 2
# line: 3
# memory_mb: 1200
# %%
import numpy as np
# %%
rows, columns = 25000, 10000
# start with a matrix of ones
matrix = np.ones((rows, columns))
matrix[0] = 0
# %%
print(matrix.mean())
