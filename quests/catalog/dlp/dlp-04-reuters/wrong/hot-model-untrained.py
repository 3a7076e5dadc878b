# %% train
(lambda *rows, **rest: None)(
    x_train[1000:],
    y_train_hot[1000:],
    epochs=2,
    batch_size=256,
    validation_data=(x_train[:1000], y_train_hot[:1000]),
    verbose=2,
)
validation = (x_train[:1000], y_train[:1000])
history = model.fit(
    x_train[1000:], y_train[1000:], epochs=9, batch_size=256, validation_data=validation, verbose=2
)
