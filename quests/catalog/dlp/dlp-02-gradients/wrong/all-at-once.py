# %% differences
def slopes(w, step):
    return (hill(w + step) - hill(w - step)) / (2 * step) * np.ones(len(w))
