# mistake: older-edition
# cell: 4
# line: 1

# %%
import numpy as np
import keras
from keras import layers

t = np.arange(0, 1200)
temp = np.sin(t / 24 * 2 * np.pi) + 0.1 * np.random.default_rng(0).normal(size=1200)
mean = temp[:800].mean()
temp = temp - mean
temp = temp / temp[:800].std()

# %%
def generator(data, lookback, delay, min_index, max_index, batch_size=64):
    while True:
        rows = np.random.randint(min_index + lookback, max_index - delay, size=batch_size)
        samples = np.stack([data[r - lookback:r] for r in rows])[..., None]
        targets = data[rows + delay]
        yield samples, targets

train_gen = generator(temp, 24, 6, 0, 800)
val_gen = generator(temp, 24, 6, 801, 1199)

# %% [markdown]
# Baseline: a flattened dense model.

# %%
model = keras.Sequential()
model.add(layers.Flatten())
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(1))
model.compile(optimizer="rmsprop", loss="mae")

# %%
history = model.fit_generator(train_gen,
                              steps_per_epoch=10,
                              epochs=2,
                              validation_data=val_gen,
                              validation_steps=5)
print(history.history["val_loss"])
