# mistake: answer-left-empty
# cell: naive_relu
# quest: functions

# %% [markdown]
# # Functions

# %%
import numpy as np

# %% naive_relu
def naive_relu(x):
    # YOUR CODE HERE
    raise NotImplementedError

# %% scaled
def scaled(x):
    rows = []
    for row in x:
        rows.append([value / 255 for value in row])
    return rows

# %%
print(scaled(np.array([[255.0]])))
