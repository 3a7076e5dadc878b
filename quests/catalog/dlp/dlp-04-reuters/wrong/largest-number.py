# %% look
commonest = int(y_train.max())
baseline = np.mean(y_test == commonest)
