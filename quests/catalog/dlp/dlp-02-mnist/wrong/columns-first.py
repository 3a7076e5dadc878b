# %% prepare
train_x = train_images.transpose((0, 2, 1)).reshape((60000, 28 * 28)).astype("float32") / 255
test_x = test_images.transpose((0, 2, 1)).reshape((10000, 28 * 28)).astype("float32") / 255

# %% train
history = model.fit(train_x, train_labels, epochs=1, batch_size=128, verbose=2)
