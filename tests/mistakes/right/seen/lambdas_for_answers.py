# quest: functions

# %% naive_relu
positive = lambda v: v if v > 0 else 0

def naive_relu(x):
    return [list(map(positive, row)) for row in x]
# %% scaled
def scaled(x, top=255):
    """Recursive, so any rank will do."""
    try:
        return [scaled(part, top) for part in x]
    except TypeError:
        return x / top
