# %% curves
plt.plot(overfit_history.history["accuracy"])
plt.plot(overfit_history.history["val_accuracy"])
plt.show()
