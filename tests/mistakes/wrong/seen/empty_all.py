# mistake: answer-left-empty
# cell: naive_relu
# quest: functions
# %% naive_relu
def naive_relu(x):
    # YOUR CODE HERE
    raise NotImplementedError
# %% scaled
def scaled(x):
    # YOUR CODE HERE
    raise NotImplementedError
