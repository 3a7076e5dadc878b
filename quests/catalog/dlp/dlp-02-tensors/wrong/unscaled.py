# %% whole
flat = images.reshape((60, 12 * 16)).astype("float32")
mean_picture = images.mean(axis=0)
brightness = images.mean(axis=(1, 2))
centred = images - mean_picture
turned = np.transpose(images, (0, 2, 1))
activated = np.maximum(np.dot(flat, W) + b, 0.0)
