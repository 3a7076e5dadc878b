# %% look
fives = np.bincount(train_labels)[5]

# %% train
history = model.fit(x=train_x, y=train_labels, batch_size=128, epochs=3, validation_split=0.1, verbose=0)

# %% examine
test_accuracy = model.evaluate(test_x, test_labels, batch_size=500, return_dict=True, verbose=0)["accuracy"]
first_ten = [int(np.argmax(probabilities)) for probabilities in model.predict(test_x[:10], verbose=0)]
