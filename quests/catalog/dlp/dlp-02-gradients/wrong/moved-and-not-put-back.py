# %% differences
def slopes(w, step):
    gradient = np.zeros(len(w))
    for i in range(len(w)):
        w[i] += step
        up = hill(w)
        w[i] -= 2 * step
        down = hill(w)
        gradient[i] = (up - down) / (2 * step)
    return gradient
