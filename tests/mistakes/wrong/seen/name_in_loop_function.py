# mistake: misspelt-name
# cell: 2
# line: 7
# %%
import numpy as np
# %%
def naive_relu(x):
    assert len(x.shape) == 2
    result = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] = max(x[i, j], 0)
    return reslut
# %%
z = naive_relu(np.array([[1.0, -2.0], [-3.0, 4.0]]))
print(z)
