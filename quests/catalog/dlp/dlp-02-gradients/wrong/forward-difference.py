# %% differences
def slopes(w, step):
    w = w.astype(float)
    gradient = np.zeros(len(w))
    for i in range(len(w)):
        up = w.copy()
        up[i] += step
        gradient[i] = (hill(up) - hill(w)) / step
    return gradient
