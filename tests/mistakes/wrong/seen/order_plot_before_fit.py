# mistake: cells-out-of-order
# cell: 3
# line: 2
# %%
import keras, numpy as np
import matplotlib.pyplot as plt
# %%
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
# %%
# 그래프
loss = history.history["loss"]
plt.plot(range(1, len(loss) + 1), loss)
plt.xlabel("epoch"); plt.ylabel("loss")
# %%
history = model.fit(np.ones((20, 3)), np.ones(20), epochs=3, verbose=0)
