# mistake: misspelt-attribute
# cell: 2
# line: 5
# %%
import numpy as np
predictions = np.array([[0.1, 0.7, 0.2], [0.8, 0.1, 0.1]])
# %%
def accuracy(predictions, targets):
    # count how many are right
    right = 0
    for row, target in zip(predictions, targets):
        if np.argmx(row) == target:
            right += 1
    return right / len(targets)
# %%
print(accuracy(predictions, [1, 0]))
