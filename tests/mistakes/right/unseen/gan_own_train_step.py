# %% [markdown]
# A tiny GAN in one dimension: the generator shall hit a normal distribution about 4.

# %%
import keras
import tensorflow as tf
from keras import layers

latent_dim = 3
discriminator = keras.Sequential(
    [keras.Input((1,)), layers.Dense(16), layers.LeakyReLU(negative_slope=0.2), layers.Dense(1)], name="discriminator")
generator = keras.Sequential(
    [keras.Input((latent_dim,)), layers.Dense(16, activation="relu"), layers.Dense(1)], name="generator")

# %%
class GAN(keras.Model):
    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator = discriminator
        self.generator = generator
        self.latent_dim = latent_dim
        self.d_loss_metric = keras.metrics.Mean(name="d_loss")
        self.g_loss_metric = keras.metrics.Mean(name="g_loss")

    def compile(self, d_optimizer, g_optimizer, loss_fn):
        super().compile()
        self.d_optimizer = d_optimizer
        self.g_optimizer = g_optimizer
        self.loss_fn = loss_fn

    @property
    def metrics(self):
        return [self.d_loss_metric, self.g_loss_metric]

    def train_step(self, real):
        batch_size = tf.shape(real)[0]
        fake = self.generator(tf.random.normal((batch_size, self.latent_dim)))
        combined = tf.concat([fake, real], axis=0)
        labels = tf.concat([tf.ones((batch_size, 1)), tf.zeros((batch_size, 1))], axis=0)
        labels += 0.05 * tf.random.uniform(tf.shape(labels))
        with tf.GradientTape() as tape:
            d_loss = self.loss_fn(labels, self.discriminator(combined))
        grads = tape.gradient(d_loss, self.discriminator.trainable_weights)
        self.d_optimizer.apply_gradients(zip(grads, self.discriminator.trainable_weights))

        misleading_labels = tf.zeros((batch_size, 1))
        with tf.GradientTape() as tape:
            fake = self.generator(tf.random.normal((batch_size, self.latent_dim)))
            g_loss = self.loss_fn(misleading_labels, self.discriminator(fake))
        grads = tape.gradient(g_loss, self.generator.trainable_weights)
        self.g_optimizer.apply_gradients(zip(grads, self.generator.trainable_weights))
        self.d_loss_metric.update_state(d_loss)
        self.g_loss_metric.update_state(g_loss)
        return {m.name: m.result() for m in self.metrics}

# %%
real = tf.random.normal((1000, 1), mean=4.0, stddev=0.5)
gan = GAN(discriminator, generator, latent_dim)
gan.compile(keras.optimizers.Adam(0.005), keras.optimizers.Adam(0.005),
            keras.losses.BinaryCrossentropy(from_logits=True))
h = gan.fit(real, epochs=30, batch_size=50, verbose=0)

# %%
made = generator.predict(tf.random.normal((500, latent_dim)), verbose=0)
print("mean", made.mean(), "std", made.std())

# %%
import matplotlib.pyplot as plt
plt.hist(real.numpy().ravel(), bins=30, alpha=0.5, label="real")
plt.hist(made.ravel(), bins=30, alpha=0.5, label="generated")
plt.xlabel("value"), plt.ylabel("how many"), plt.legend()
plt.show()
