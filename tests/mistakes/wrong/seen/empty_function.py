# mistake: answer-left-empty
# cell: naive_relu
# quest: functions
# %% naive_relu
def naive_relu(x):
    # YOUR CODE HERE
    raise NotImplementedError
# %% scaled
def scaled(x):
    return [[v / 255 for v in row] for row in x]
