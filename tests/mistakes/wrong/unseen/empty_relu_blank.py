# mistake: answer-left-empty
# cell: naive_relu
# quest: functions

# %%
import numpy as np

# %% naive_relu


# %% scaled
def scaled(x):
    # 0과 1 사이로 바꾼다
    return np.asarray(x) / 255

# %%
print(scaled(np.array([[255.0]])))
