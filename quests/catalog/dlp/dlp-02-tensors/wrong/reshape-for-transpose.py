# %% whole
flat = images.reshape((60, 12 * 16)).astype("float32") / 255
mean_picture = images.mean(axis=0)
brightness = images.mean(axis=(1, 2))
centred = images - mean_picture
turned = images.reshape((60, 16, 12))
activated = np.maximum(np.dot(flat, W) + b, 0.0)
