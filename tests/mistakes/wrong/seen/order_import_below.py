# mistake: cells-out-of-order
# cell: 1
# line: 1
# %%
x = np.linspace(0, 1, 50)
noise = np.random.normal(0, 0.1, 50)
# %%
import numpy as np
import keras
# %%
y = 3 * x + noise
