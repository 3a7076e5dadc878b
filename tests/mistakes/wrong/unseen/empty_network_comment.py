# mistake: answer-left-empty
# cell: network
# quest: network

# %%
import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(3)
targets = rng.integers(0, 3, 300)
samples = (rng.normal(0, 0.4, (300, 6)) + np.eye(3)[targets].repeat(2, axis=1)).astype('float32')

# %% network
# Build and compile `model`: 300 rows of 6 numbers, 3 classes.

# %% training
history = model.fit(samples, targets, epochs=10, batch_size=32, validation_split=0.2, verbose=0)

# %%
print(model.evaluate(samples, targets, verbose=0))
