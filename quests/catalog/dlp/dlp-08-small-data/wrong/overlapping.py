# %% split
def both(first, last):
    """Photographs of both animals, and their labels."""
    pictures = np.concatenate([photographs("cat", first, last), photographs("dog", first, last)])
    return pictures, np.repeat([0, 1], last - first)


train_x, train_y = both(0, 150)
val_x, val_y = both(100, 175)
test_x, test_y = both(225, 325)
