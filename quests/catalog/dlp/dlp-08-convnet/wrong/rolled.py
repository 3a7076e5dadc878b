# %% shift
def shift(images, down, right):
    return np.roll(images, (down, right), axis=(1, 2))
