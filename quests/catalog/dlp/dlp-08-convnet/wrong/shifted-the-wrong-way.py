# %% shift
def shift(images, down, right):
    padded = np.pad(images, ((0, 0), (abs(down), abs(down)), (abs(right), abs(right))))
    rows, columns = images.shape[1:]
    top, left = abs(down) + down, abs(right) + right
    return padded[:, top : top + rows, left : left + columns]
