# %% look
commonest = int(np.bincount(y_train).argmax())
baseline = 1 / 46
