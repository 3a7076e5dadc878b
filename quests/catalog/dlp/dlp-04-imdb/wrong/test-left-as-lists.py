# %% vectorise
def multi_hot(sequences, dimension):
    rows = np.zeros((len(sequences), dimension), dtype="float32")
    for row, sequence in zip(rows, sequences):
        row[sequence] = 1
    return rows


x_train = multi_hot(train_reviews, WORDS)
x_test = test_reviews

# %% stop
best_epoch = int(np.argmin(history.history["val_loss"])) + 1
final_model = build_model()
final_model.fit(x_train, train_labels, epochs=best_epoch, batch_size=256, verbose=2)
test_accuracy = None
