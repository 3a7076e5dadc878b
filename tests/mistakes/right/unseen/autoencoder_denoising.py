# %%
import keras
import numpy as np
import matplotlib.pyplot as plt
from keras import layers

(x_train, _), (x_test, _) = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, 784)[:3000] / 255.
x_test = x_test.reshape(-1, 784) / 255.

# %% [markdown]
# The inputs are the targets. Pixels lie between 0 and 1, so the decoder ends in a sigmoid.

# %%
code_size = 24
encoder = keras.Sequential([keras.Input((784,)), layers.Dense(96, activation="relu"),
                            layers.Dense(code_size, activation="relu")], name="encoder")
decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(96, activation="relu"),
                            layers.Dense(784, activation="sigmoid")], name="decoder")
autoencoder = keras.Sequential([encoder, decoder])
autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
h = autoencoder.fit(x_train, x_train, epochs=3, batch_size=100, shuffle=True, validation_split=0.1, verbose=0)

# %% [markdown]
# Now one that takes the noise away: noisy inputs, clean targets.

# %%
rng = np.random.default_rng(1)
noisy = np.clip(x_train + rng.normal(0, 0.5, x_train.shape), 0, 1)
noisy_test = np.clip(x_test + rng.normal(0, 0.5, x_test.shape), 0, 1)
denoiser = keras.models.clone_model(autoencoder)
denoiser.compile(optimizer="adam", loss="mse")
denoiser.fit(noisy, x_train, epochs=5, batch_size=100, validation_split=0.1, verbose=0)
print("noisy:", ((noisy_test - x_test) ** 2).mean(), "cleaned:", denoiser.evaluate(noisy_test, x_test, verbose=0))

# %%
codes = encoder.predict(x_test, verbose=0)
back = decoder.predict(codes, verbose=0)
print(codes.shape, back.shape)
fig, axes = plt.subplots(2, 5, figsize=(8, 3))
for i in range(5):
    for row, pictures in enumerate((x_test, back)):
        axes[row, i].imshow(pictures[i].reshape(28, 28), cmap="gray")
        axes[row, i].axis("off")
plt.suptitle("above: digits, below: reconstructions")
plt.show()

# %%
plt.plot(h.history["loss"], label="training")
plt.plot(h.history["val_loss"], label="validation")
plt.xlabel("epoch"); plt.ylabel("binary cross-entropy"); plt.title("Autoencoder")
plt.legend()
