# %% look
fives = train_labels[5]

# %% train
history = model.fit(train_x, train_labels, epochs=1, batch_size=128, verbose=2)
