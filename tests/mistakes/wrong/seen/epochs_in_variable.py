# mistake: too-many-epochs
# cell: 2
# line: 6
# seconds: 5
# %%
import numpy as np, keras
num_epochs = 10000
x = np.random.rand(2000, 20).astype("float32")
y = np.random.rand(2000).astype("float32")
# %%
model = keras.Sequential()
model.add(keras.layers.Dense(64, activation="relu"))
model.add(keras.layers.Dense(1))
model.compile("rmsprop", "mse")
# 아주 오래 훈련하면 좋아질까?
model.fit(x, y, epochs=num_epochs, batch_size=16, verbose=0)
