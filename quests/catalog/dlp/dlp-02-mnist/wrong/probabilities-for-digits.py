# %% train
history = model.fit(train_x, train_labels, epochs=1, batch_size=128, verbose=2)

# %% examine
test_loss, test_accuracy = model.evaluate(test_x, test_labels, verbose=0)
first_ten = model.predict(test_x[:10], verbose=0).max(axis=1)
