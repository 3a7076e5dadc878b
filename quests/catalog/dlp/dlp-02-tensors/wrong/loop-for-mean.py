# %% whole
flat = images.reshape((60, 12 * 16)).astype("float32") / 255
mean_picture = images.mean(axis=0)
brightness = np.zeros(60)
for i in range(60):
    brightness[i] = images[i].mean()
centred = images - mean_picture
turned = np.transpose(images, (0, 2, 1))
activated = np.maximum(np.dot(flat, W) + b, 0.0)
