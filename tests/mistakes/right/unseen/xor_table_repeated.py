# %%
import tensorflow as tf
import numpy as np

# the whole world of this task are four rows, so all there is to learn is the table itself
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
Y = np.array([[0], [1], [1], [0]], dtype=np.float32)

# %%
# attempt 1: without a hidden layer it cannot work, look
single = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid")])
single.compile(optimizer=tf.keras.optimizers.SGD(0.5), loss="mse")
single.fit(X, Y, epochs=60, verbose=0)
print(single.predict(X, verbose=0).round(2).ravel(), "<- about 0.5 each, as the book says")

# %%
tf.keras.utils.set_random_seed(3)
hidden = tf.keras.layers.Dense(8, activation="tanh")
out = tf.keras.layers.Dense(1, activation="sigmoid")
net = tf.keras.Sequential([hidden, out])
net.compile(optimizer=tf.keras.optimizers.Adam(0.1), loss="binary_crossentropy", metrics=["binary_accuracy"])
net.fit(X, Y, epochs=60, verbose=0)
print(net.predict(X, verbose=0).round(2).ravel())

# %%
import matplotlib.pyplot as plt
grid = np.linspace(-0.5, 1.5, 41, dtype=np.float32)
gx, gy = np.meshgrid(grid, grid)
zz = net.predict(np.c_[gx.ravel(), gy.ravel()], verbose=0).reshape(gx.shape)
plt.contourf(gx, gy, zz, levels=20)
plt.colorbar(label="output")
plt.xlabel("first input")
plt.ylabel("second input")
plt.title("XOR")
plt.show()
