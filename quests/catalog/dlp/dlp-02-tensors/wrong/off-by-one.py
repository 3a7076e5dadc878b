# %% slices
fourth = images[4]
third_batch = images[3 * 16 : 4 * 16]
last_batch = images[3 * 16 :]
lower_right = images[:, -6:, -6:]
framed = images[:, 1:-2, 1:-2]
