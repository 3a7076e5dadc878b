# %% draw
plt.plot(scratch_history.history["accuracy"])
plt.plot(scratch_history.history["val_accuracy"])
plt.show()
