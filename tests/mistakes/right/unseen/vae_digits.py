# %%
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

LATENT = 2
(images, _), (held_out, _) = keras.datasets.mnist.load_data()
images = images[:2000].reshape(-1, 784).astype("float32") / 255
held_out = held_out[:500].reshape(-1, 784).astype("float32") / 255

# %%
class Sampler(layers.Layer):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.seed_generator = keras.random.SeedGenerator(3)

    def call(self, z_mean, z_log_var):
        epsilon = keras.random.normal(ops.shape(z_mean), seed=self.seed_generator)
        return z_mean + ops.exp(0.5 * z_log_var) * epsilon


class VAE(keras.Model):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dense(64, activation="relu")
        self.z_mean = layers.Dense(LATENT)
        self.z_log_var = layers.Dense(LATENT)
        self.sampler = Sampler()
        self.decoder = keras.Sequential([keras.Input((LATENT,)), layers.Dense(64, activation="relu"),
                                         layers.Dense(784, activation="sigmoid")])

    def call(self, x):
        h = self.inner(x)
        mu, log_var = self.z_mean(h), self.z_log_var(h)
        kl = -0.5 * ops.mean(ops.sum(1 + log_var - ops.square(mu) - ops.exp(log_var), axis=-1))
        self.add_loss(kl / 784)
        return self.decoder(self.sampler(mu, log_var))

# %%
vae = VAE()
vae.compile(optimizer=keras.optimizers.Adam(0.005), loss=keras.losses.BinaryCrossentropy())
vae.fit(images, images, epochs=4, batch_size=100, verbose=0)
print("held out:", vae.evaluate(held_out, held_out, verbose=0))

# %%
grid = np.array([[a, b] for a in np.linspace(-1, 1, 4) for b in np.linspace(-1, 1, 4)], dtype="float32")
pictures = vae.decoder.predict(grid, verbose=0).reshape(4, 4, 28, 28)
canvas = np.concatenate(np.concatenate(pictures, axis=1), axis=1)
print(canvas.shape)
import matplotlib.pyplot as plt
plt.imshow(canvas, cmap="Greys_r")
plt.axis("off")
plt.title("A walk through the latent space")
plt.show()
