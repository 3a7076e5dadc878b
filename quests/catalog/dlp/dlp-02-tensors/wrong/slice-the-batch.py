# %% slices
fourth = images[3]
third_batch = images[2 * 16 : 3 * 16]
last_batch = images[3 * 16 :]
lower_right = images[-6:, -6:]
framed = images[:, 2:-2, 2:-2]
