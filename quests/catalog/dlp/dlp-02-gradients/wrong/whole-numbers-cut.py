# %% differences
def slopes(w, step):
    gradient = np.zeros(len(w))
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] = up[i] + step
        down[i] = down[i] - step
        gradient[i] = (hill(up) - hill(down)) / (2 * step)
    return gradient
