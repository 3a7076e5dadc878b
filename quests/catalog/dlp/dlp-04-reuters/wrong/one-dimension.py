# %% one-hot
def to_one_hot(labels, dimension):
    return (np.asarray(labels)[:, np.newaxis] == np.arange(1, dimension + 1)).astype(float)


y_train_hot = to_one_hot(y_train, 46)
