# %% draw
epochs = range(1, len(history.history["loss"]) + 1)
plt.plot(epochs, history.history["accuracy"], label="training")
plt.plot(epochs, history.history["val_accuracy"], label="validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% stop
best_epoch = int(np.argmin(history.history["val_loss"])) + 1
final_model = build_model()
final_model.fit(x_train, train_labels, epochs=1, batch_size=256, verbose=2)
test_loss, test_accuracy = final_model.evaluate(x_test, test_labels, verbose=0)
