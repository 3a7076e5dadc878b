# mistake: answer-left-empty
# cell: network
# quest: network
# %% network
# Build and compile `model`: 300 rows of 6 numbers, 3 classes.
# %% training
history = model.fit(samples, targets, epochs=2, verbose=0)
