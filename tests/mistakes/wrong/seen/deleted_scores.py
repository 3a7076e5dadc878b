# mistake: name-from-deleted-cell
# cell: 2
# line: 1
# %%
import numpy as np
num_epochs = 20
# %%
average_mae = [np.mean([x[i] for x in all_mae_histories]) for i in range(num_epochs)]
# %%
import matplotlib.pyplot as plt
plt.plot(range(1, len(average_mae) + 1), average_mae)
plt.xlabel("Epochs")
plt.ylabel("Validation MAE")
plt.show()
