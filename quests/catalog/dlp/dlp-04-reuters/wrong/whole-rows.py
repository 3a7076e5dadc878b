# %% one-hot
def to_one_hot(labels, dimension):
    rows = np.zeros((len(labels), dimension))
    rows[:, labels] = 1
    return rows


y_train_hot = to_one_hot(y_train, 46)
