# %% train
history = model.fit(
    x_train,
    train_labels,
    epochs=12,
    batch_size=256,
    validation_data=(x_test, test_labels),
    verbose=2,
)
