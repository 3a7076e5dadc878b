# %% one-hot
def to_one_hot(labels, dimension):
    return keras.utils.to_categorical(labels, num_classes=dimension)


y_train_hot = to_one_hot(y_train, len(topics))

# %% train
hot_model.fit(x_train, y_train_hot, epochs=2, batch_size=256, validation_split=1000 / 8982, verbose=0)
history = model.fit(
    x_train[:-1000], y_train[:-1000], epochs=9, batch_size=256, validation_data=(x_train[-1000:], y_train[-1000:]), verbose=0
)

# %% narrow
narrow = build_layers(4)
narrow.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
told = narrow.fit(
    x_train[:-1000], y_train[:-1000], epochs=9, batch_size=256, validation_data=(x_train[-1000:], y_train[-1000:]), verbose=0
)
lost = np.max(history.history["val_accuracy"]) - np.max(told.history["val_accuracy"])

# %% examine
chosen = np.argmax(model.predict(x_test, verbose=0), axis=-1)
test_accuracy = (chosen == y_test).mean()
first_topics = chosen[:5]
