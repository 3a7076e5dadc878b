# mistake: wrong-slice
# cell: 2
# line: 3
# %%
import numpy as np
data = np.arange(60).reshape(20, 3)
# %%
k = 4
num_val_samples = len(data) // k
val = data(0, 5)
# %%
print(val)
