# %%
import numpy as np
import keras
from keras.layers import Dense, Input
(X, t), (X_final, t_final) = keras.datasets.boston_housing.load_data()
# %%
K = 3
net = keras.Sequential([Input((13,)), Dense(32, activation="relu"), Dense(1)])
start = net.get_weights()
results = []
for k in range(K):
    held = np.arange(len(X)) % K == k
    m, s = X[~held].mean(axis=0), X[~held].std(axis=0)
    net.set_weights(start)
    net.compile(optimizer=keras.optimizers.RMSprop(0.01), loss="mse", metrics=["mae"])
    net.fit((X[~held] - m) / s, t[~held], epochs=4, batch_size=16, verbose=0)
    results.append(net.evaluate((X[held] - m) / s, t[held], verbose=0)[1])
print(results, np.mean(results))
# %%
# final model on every training row
m, s = X.mean(axis=0), X.std(axis=0)
net.set_weights(start)
net.compile(optimizer=keras.optimizers.RMSprop(0.01), loss="mse", metrics=["mae"])
net.fit((X - m) / s, t, epochs=6, batch_size=16, verbose=0)
print(net.evaluate((X_final - m) / s, t_final, verbose=0))
