# %% [markdown]
# A convnet that gives logits; the softmax is put on only for predicting.

# %%
import keras
import numpy as np
from keras import layers, ops

(images, digits), (test_images, test_digits) = keras.datasets.mnist.load_data()
images = np.expand_dims(images, -1).astype("float32") / 127.5 - 1
test_images = np.expand_dims(test_images, -1).astype("float32") / 127.5 - 1

# shuffle both by one permutation, then cut
perm = np.random.RandomState(0).permutation(len(images))
images, digits = images[perm], digits[perm]
val = slice(None, 500)
trn = slice(500, 3000)

# %%
body = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.SeparableConv2D(16, 3, strides=2, activation="relu"),
    layers.Conv2D(32, 3, strides=2, activation="relu"),
    layers.Flatten(),
    layers.Dense(10),
])
body.compile(
    optimizer="adam",
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
body.fit(images[trn], digits[trn], epochs=2, batch_size=64, validation_data=(images[val], digits[val]), verbose=0)

# %%
with_softmax = keras.Sequential([body, layers.Softmax()])
p = with_softmax.predict(test_images[:6], verbose=0)
print(np.round(p, 2))
print(p.sum(axis=1))

# %%
loss, acc = body.evaluate(test_images, test_digits, verbose=0)
by_hand = np.mean(ops.convert_to_numpy(ops.argmax(body(test_images), axis=-1)) == test_digits)
print(acc, by_hand)
