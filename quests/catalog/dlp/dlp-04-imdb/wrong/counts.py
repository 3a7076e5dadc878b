# %% vectorise
def multi_hot(sequences, dimension):
    rows = np.zeros((len(sequences), dimension), dtype="float32")
    for row, sequence in zip(rows, sequences):
        for number in sequence:
            row[number] += 1
    return rows


x_train = multi_hot(train_reviews, WORDS)
x_test = multi_hot(test_reviews, WORDS)
