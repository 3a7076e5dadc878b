# %% train
history = model.fit(
    x_train, train_labels.astype("float32"), epochs=12, batch_size=256, validation_split=0.25, verbose=0
)

# %% draw
plt.plot(history.history["loss"], label="train")
plt.plot(history.history["val_loss"], label="held back")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% stop
best_epoch = 1 + history.history["val_loss"].index(min(history.history["val_loss"]))
final_model = build_model()
final_model.fit(x_train, train_labels, epochs=best_epoch, batch_size=256, verbose=2)
test_loss, test_accuracy = final_model.evaluate(x_test, test_labels, verbose=0)
