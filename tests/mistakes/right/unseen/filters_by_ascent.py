# %%
import keras
import tensorflow as tf
import numpy as np
import matplotlib.pyplot as plt
from keras import layers
from keras import backend as K

K.clear_session()
(x, y), (x_eval, y_eval) = keras.datasets.mnist.load_data()
x = x[:2000, :, :, None] / 255
x_eval = x_eval[..., None] / 255
y = y[:2000]

# %%
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(8, 5, activation="relu", name="first"),
    layers.MaxPool2D(4),
    layers.Conv2D(16, 3, activation="relu", name="second"),
    layers.GlobalMaxPooling2D(),
    layers.Dense(10, activation="softmax", name="decision"),
])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.optimizer.learning_rate.assign(0.01)
model.fit(x, y, batch_size=50, epochs=3, verbose=0)
print(model.evaluate(x_eval, y_eval, verbose=0))

# %% [markdown]
# What does a filter like? We go up the gradient of its response, by the picture.

# %%
extractor = keras.Model(model.inputs, model.get_layer("first").output)

def ascend(filter_index, steps=15, rate=2.0):
    image = tf.Variable(tf.random.uniform((1, 28, 28, 1), 0.4, 0.6))
    before = after = None
    for _ in range(steps):
        with tf.GradientTape() as tape:
            response = tf.reduce_mean(extractor(image)[..., filter_index])
        if before is None:
            before = float(response)
        after = float(response)
        grads = tf.math.l2_normalize(tape.gradient(response, image))
        image.assign_add(rate * grads)
    return image.numpy()[0, :, :, 0], before, after

fig, axs = plt.subplots(1, 4, figsize=(8, 2))
for f, ax in enumerate(axs):
    picture, before, after = ascend(f)
    print(f"filter {f}: {before:.3f} -> {after:.3f}")
    ax.imshow(picture); ax.set_title(f"filter {f}"); ax.axis("off")
plt.show()

# %%
# which pixels speak for the class? (saliency)
some = tf.constant(x_eval[:1], dtype=tf.float32)
with tf.GradientTape() as tape:
    tape.watch(some)
    top = tf.reduce_max(model(some)[0])
saliency = tf.abs(tape.gradient(top, some))[0, :, :, 0]
print(saliency.shape, float(tf.reduce_max(saliency)))
