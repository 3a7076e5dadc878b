# mistake: answer-left-empty
# quest: functions
# cell: scaled

# %% naive_relu
def naive_relu(x):
    """max(v, 0) for every number of a matrix"""
    rows = []
    for row in x:
        new = []
        for v in row:
            new.append(v if v > 0 else 0)
        rows.append(new)
    return rows
# %% scaled
def scaled(x):
    """픽셀 값을 0과 1 사이로"""
    ...
