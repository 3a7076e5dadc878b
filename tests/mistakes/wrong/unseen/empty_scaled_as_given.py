# mistake: answer-left-empty
# cell: scaled
# quest: functions

# %% [markdown]
# # Functions

# %%
import numpy as np

# %% naive_relu
def naive_relu(x):
    x = np.array(x, dtype=float)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] < 0:
                x[i, j] = 0
    return x

# %% scaled
def scaled(x):
    # YOUR CODE HERE
    raise NotImplementedError

# %%
print(scaled(np.array([[255.0]])))
