# %%
import numpy as np
import keras
from keras import layers
from matplotlib import pyplot as plt

r = np.random.default_rng(44)
x = r.uniform(-3, 3, (800, 1))
y = np.sin(2 * x) + 0.3 * x + r.normal(0, 0.1, x.shape)
perm = r.permutation(len(x))
x, y = x[perm] / 3, y[perm]        # x between -1 and 1
(x_fit, y_fit), (x_val, y_val), (x_end, y_end) = (x[:500], y[:500]), (x[500:650], y[500:650]), (x[650:], y[650:])

# %% [markdown]
# I train in two stages on purpose: fast first, then go on with the same network at a tenth of the rate.

# %%
net = keras.Sequential([layers.Dense(48, activation="tanh"), layers.Dense(48, activation="tanh"), layers.Dense(1)])
net.compile(keras.optimizers.Adam(learning_rate=0.02), loss="mse")
stage1 = net.fit(x_fit, y_fit, validation_data=(x_val, y_val), epochs=10, batch_size=20, verbose=0)

# %%
net.optimizer.learning_rate = 0.002
stage2 = net.fit(x_fit, y_fit, validation_data=(x_val, y_val), initial_epoch=10, epochs=15, batch_size=20, verbose=0)

# %%
def plot_history(*stages):
    train = sum((s.history["loss"] for s in stages), [])
    val = sum((s.history["val_loss"] for s in stages), [])
    fig, ax = plt.subplots(figsize=(6, 3))
    ax.semilogy(train, label="training")
    ax.semilogy(val, label="validation")
    ax.axvline(9.5, color="grey", ls=":", label="lower rate")
    ax.set(xlabel="epoch", ylabel="mean squared error", title="Two stages")
    ax.legend()
    return ax

plot_history(stage1, stage2)
plt.show()
print("noise is 0.01, test mse:", net.evaluate(x_end, y_end, verbose=0))
