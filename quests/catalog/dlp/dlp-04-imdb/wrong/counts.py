# %% vectorise
def multi_hot(sequences, dimension):
    rows = np.zeros((len(sequences), dimension), dtype="float32")
    for row, sequence in zip(rows, sequences):
        for number in sequence:
            row[number] += 1
    return rows


x_train = multi_hot(train_reviews, WORDS)
x_test = multi_hot(test_reviews, WORDS)

# %% train
history = model.fit(
    x_train[2000:],
    train_labels[2000:],
    epochs=1,
    batch_size=256,
    validation_data=(x_train[:2000], train_labels[:2000]),
    verbose=2,
)

# %% stop
best_epoch = int(np.argmin(history.history["val_loss"])) + 1
final_model = build_model()
final_model.fit(x_train, train_labels, epochs=1, batch_size=256, verbose=2)
test_loss, test_accuracy = final_model.evaluate(x_test, test_labels, verbose=0)
