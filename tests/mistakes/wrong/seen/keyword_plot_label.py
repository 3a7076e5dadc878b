# mistake: misspelt-keyword
# cell: 3
# line: 4
# %%
import matplotlib.pyplot as plt
history_dict = {"loss": [0.5, 0.3, 0.2], "val_loss": [0.52, 0.4, 0.41]}
# %%
loss_values = history_dict["loss"]
val_loss_values = history_dict["val_loss"]
epochs = range(1, len(loss_values) + 1)
# %%
# 손실 그래프
plt.figure()
plt.plot(epochs, loss_values, "bo", label="Training loss")
plt.plot(epochs, val_loss_values, "b", lable="Validation loss")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend()
plt.show()
