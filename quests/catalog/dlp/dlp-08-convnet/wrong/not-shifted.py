# %% measure
shifted_x = shift(test_images, 3, 0).reshape((1000, 28, 28, 1))
dense_centred = dense.evaluate(test_x, test_labels, verbose=0)[1]
dense_shifted = dense.evaluate(test_x, test_labels, verbose=0)[1]
convnet_centred = convnet.evaluate(test_x, test_labels, verbose=0)[1]
convnet_shifted = convnet_centred

# %% reason
reason = "c"
