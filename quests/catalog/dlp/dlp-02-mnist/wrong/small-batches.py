# %% train
history = model.fit(train_x[:10000], train_labels[:10000], epochs=1, verbose=2)
