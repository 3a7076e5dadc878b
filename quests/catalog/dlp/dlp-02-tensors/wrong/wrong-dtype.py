# %% shapes
scalar = np.array(12)
vector = np.array([2, 3, 5, 7, 11])
matrix = np.arange(12).reshape((3, 4))
pair = np.stack([matrix, matrix + 100])
video_shape = (4, 240, 144, 256, 3)
