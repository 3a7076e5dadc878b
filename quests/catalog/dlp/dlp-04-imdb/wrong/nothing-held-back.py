# %% train
history = model.fit(
    x_train,
    train_labels,
    epochs=12,
    batch_size=256,
    validation_data=(x_train[:2000], train_labels[:2000]),
    verbose=2,
)
