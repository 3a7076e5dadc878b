# %% build
def build_model():
    model = keras.Sequential(
        [
            layers.Dense(16, activation="relu"),
            layers.BatchNormalization(),
            layers.Dense(16, activation="relu"),
            layers.BatchNormalization(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model


model = build_model()

# %% train
history = model.fit(
    x_train[2000:],
    train_labels[2000:],
    epochs=1,
    batch_size=256,
    validation_data=(x_train[:2000], train_labels[:2000]),
    verbose=2,
)

# %% stop
best_epoch = int(np.argmin(history.history["val_loss"])) + 1
final_model = build_model()
final_model.fit(x_train, train_labels, epochs=1, batch_size=256, verbose=2)
test_loss, test_accuracy = final_model.evaluate(x_test, test_labels, verbose=0)
