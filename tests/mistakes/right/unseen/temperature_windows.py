# %% [markdown]
# # A time series
# From the last 24 hours, what is the temperature 6 hours on? Past is for training, then validation, then test.

# %%
import numpy as np
import keras
from keras import layers
from keras.utils import timeseries_dataset_from_array

hours = 1500
t = np.arange(hours)
rng = np.random.default_rng(31)
temp = 12 + 8 * np.sin(2 * np.pi * t / 24) + 6 * np.sin(2 * np.pi * t / 700) + rng.normal(0, 1, hours).cumsum() * 0.1
pressure = 1010 + 5 * np.sin(2 * np.pi * (t + 5) / 24) + rng.normal(0, 1, hours)
raw_data = np.stack([temp, pressure], axis=-1)
temperature = temp.copy()

num_train_samples = int(0.5 * len(raw_data))
num_val_samples = int(0.25 * len(raw_data))
num_test_samples = len(raw_data) - num_train_samples - num_val_samples
print(num_train_samples, num_val_samples, num_test_samples)

# %%
mean = raw_data[:num_train_samples].mean(axis=0)
raw_data -= mean
std = raw_data[:num_train_samples].std(axis=0)
raw_data /= std

# %%
sequence_length, delay, batch_size = 24, 24 + 6 - 1, 50
common = dict(sequence_length=sequence_length, batch_size=batch_size)
train_dataset = timeseries_dataset_from_array(
    raw_data[:-delay], targets=temperature[delay:], shuffle=True, seed=0,
    start_index=0, end_index=num_train_samples, **common)
val_dataset = timeseries_dataset_from_array(
    raw_data[:-delay], targets=temperature[delay:],
    start_index=num_train_samples, end_index=num_train_samples + num_val_samples, **common)
test_dataset = timeseries_dataset_from_array(
    raw_data[:-delay], targets=temperature[delay:],
    start_index=num_train_samples + num_val_samples, **common)

# %%
def evaluate_naive_method(dataset):
    total, seen = 0., 0
    for samples, targets in dataset:
        preds = samples[:, -1, 0] * std[0] + mean[0]
        total += np.sum(np.abs(preds - targets))
        seen += samples.shape[0]
    return total / seen

print(f"naive: validation {evaluate_naive_method(val_dataset):.2f}, test {evaluate_naive_method(test_dataset):.2f}")

# %%
inputs = keras.Input(shape=(sequence_length, raw_data.shape[-1]))
x = layers.Flatten()(inputs)
x = layers.Dense(16, activation="relu")(x)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer=keras.optimizers.RMSprop(0.01), loss="mse", metrics=["mae"])
history = model.fit(train_dataset, epochs=6, validation_data=val_dataset, verbose=0)
print(history.history["val_mae"])
print(f"Test MAE: {model.evaluate(test_dataset, verbose=0)[1]:.2f}")

# %%
import matplotlib.pyplot as plt
loss, val_loss = history.history["mae"], history.history["val_mae"]
epochs = range(1, len(loss) + 1)
plt.figure()
plt.plot(epochs, loss, "bo", epochs, val_loss, "b")
plt.gca().set(title="Training and validation MAE", xlabel="Epochs", ylabel="MAE (degrees)")
plt.legend(["Training MAE", "Validation MAE"])
plt.show()
