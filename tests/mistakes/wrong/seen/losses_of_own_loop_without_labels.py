# mistake: figure-without-labels
# cell: 3
# %%
import numpy as np
import matplotlib.pyplot as plt
# %%
x = np.linspace(0, 1, 50)
y = 3 * x + 1
w = b = 0.0
losses = []
for step in range(100):
    error = w * x + b - y
    losses.append((error ** 2).mean())
    w -= 0.5 * (error * x).mean()
    b -= 0.5 * error.mean()
# %%
plt.plot(losses)
plt.show()
