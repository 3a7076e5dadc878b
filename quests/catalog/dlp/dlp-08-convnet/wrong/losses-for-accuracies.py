# %% measure
shifted_x = shift(test_images, 0, 3).reshape((1000, 28, 28, 1)).astype("float32") / 255
dense_centred = dense.evaluate(test_x, test_labels, verbose=0)[0]
dense_shifted = dense.evaluate(shifted_x, test_labels, verbose=0)[0]
convnet_centred = convnet.evaluate(test_x, test_labels, verbose=0)[0]
convnet_shifted = convnet.evaluate(shifted_x, test_labels, verbose=0)[0]
