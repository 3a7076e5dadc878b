# %% shapes
scalar = np.full((), 12)
vector = np.array((2.0, 3.0, 5.0, 7.0, 11.0))
matrix = np.reshape(np.array(range(12), np.float32), (3, -1))
pair = np.array([matrix, np.add(matrix, 100)])
video_shape = np.zeros((4, 240, 144, 256, 3), dtype="bool").shape

# %% slices
fourth = images[3, ...]
batches = np.split(images, [16, 32, 48])
third_batch, last_batch = batches[2:]
lower_right = images[..., 6:, 10:]
framed = images[:, 2:10, 2:14]

# %% whole
from numpy import maximum as larger

flat = images.astype("float32").reshape(len(images), -1) / 255.0
mean_picture = np.mean(images, 0)
brightness = np.mean(flat, axis=-1) * 255
centred = np.subtract(images, mean_picture[np.newaxis])
turned = images.swapaxes(1, 2).copy()
activated = larger(0, flat @ W + b)
