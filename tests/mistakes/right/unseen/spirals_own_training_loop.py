# %% [markdown]
# # A model class and a loop of my own
# Two spirals, a subclass of `keras.Model`, and the training written out with a `GradientTape`.

# %%
import numpy as np
import tensorflow as tf
import keras
from keras import layers

def spirals(n, seed):
    g = np.random.default_rng(seed)
    t = np.sqrt(g.random(n)) * 6
    cls = g.integers(0, 2, n)
    angle = t + np.pi * cls
    xy = np.stack([t * np.cos(angle), t * np.sin(angle)], axis=1) / 6
    return (xy + g.normal(0, 0.02, xy.shape)).astype("float32"), cls.astype("float32")

x, y = spirals(600, seed=1)
x_test, y_test = spirals(200, seed=2)

# %%
class Classifier(keras.Model):
    def __init__(self, width):
        super().__init__()
        self.hidden = [layers.Dense(width, activation="gelu") for _ in range(2)]
        self.score = layers.Dense(1)

    def call(self, inputs):
        h = inputs
        for layer in self.hidden:
            h = layer(h)
        return self.score(h)

clf = Classifier(64)
optimizer = keras.optimizers.Adam(0.01)
loss_fn = keras.losses.BinaryCrossentropy(from_logits=True)
train_acc = keras.metrics.BinaryAccuracy(threshold=0.0)

# %%
@tf.function
def train_step(xb, yb):
    with tf.GradientTape() as tape:
        logits = clf(xb, training=True)
        loss = loss_fn(yb, logits)
    grads = tape.gradient(loss, clf.trainable_variables)
    optimizer.apply_gradients(zip(grads, clf.trainable_variables))
    train_acc.update_state(yb, logits)
    return loss

yy = y[:, np.newaxis]
ds = tf.data.Dataset.from_tensor_slices((x, yy)).shuffle(600, seed=3).batch(60)
for epoch in range(30):
    total = 0.0
    for xb, yb in ds:
        total += float(train_step(xb, yb))
    if epoch % 10 == 9:
        print(f"epoch {epoch + 1:2d}  loss {total / 10:.3f}  accuracy {float(train_acc.result()):.3f}")
    train_acc.reset_state()

# %%
logits = clf(x_test)[:, 0]
print("test accuracy:", float(tf.reduce_mean(tf.cast((logits > 0) == (y_test > 0.5), tf.float32))))
