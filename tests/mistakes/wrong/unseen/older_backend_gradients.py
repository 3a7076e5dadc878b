# mistake: older-edition
# cell: 3
# line: 4

# %%
import numpy as np
from keras import backend as K
from keras import layers, models

x = np.random.default_rng(5).random((60, 8, 8, 1)).astype("float32")
y = (x.mean(axis=(1, 2, 3)) > 0.5).astype("float32")

# %%
model = models.Sequential()
model.add(layers.Input((8, 8, 1)))
model.add(layers.Conv2D(4, 3, activation="relu", name="block1_conv1"))
model.add(layers.Flatten())
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(x, y, epochs=1, verbose=0)

# %% [markdown]
# Which input maximises filter 0? (chapter 5 of the first edition)

# %%
from keras import ops
layer_output = model.get_layer("block1_conv1").output
loss = ops.mean(layer_output[:, :, :, 0])
grads = K.gradients(loss, model.input)[0]
print(grads)
