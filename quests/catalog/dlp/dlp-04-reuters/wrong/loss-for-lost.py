# %% train
hot_model.fit(
    x_train[1000:],
    y_train_hot[1000:],
    epochs=1,
    batch_size=256,
    validation_data=(x_train[:1000], y_train_hot[:1000]),
    verbose=2,
)
validation = (x_train[:1000], y_train[:1000])
history = model.fit(
    x_train[1000:], y_train[1000:], epochs=2, batch_size=256, validation_data=validation, verbose=2
)

# %% narrow
narrow = build_layers(4)
narrow.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
narrow_history = narrow.fit(
    x_train[1000:], y_train[1000:], epochs=2, batch_size=256, validation_data=validation, verbose=2
)
lost = max(history.history["val_loss"]) - max(narrow_history.history["val_loss"])
