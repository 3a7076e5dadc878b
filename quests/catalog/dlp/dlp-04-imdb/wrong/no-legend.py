# %% draw
epochs = range(1, len(history.history["loss"]) + 1)
plt.plot(epochs, history.history["loss"], label="training")
plt.plot(epochs, history.history["val_loss"], label="validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.show()
