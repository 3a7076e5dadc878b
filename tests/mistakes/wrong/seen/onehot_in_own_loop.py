# mistake: loss-mismatch
# place: 1:6
# place: 2:2
# place: 3:4

# %%
import numpy as np, tensorflow as tf, keras
from keras import layers

(x, y), (x_t, y_t) = keras.datasets.mnist.load_data()
x = x[:1024].reshape(-1, 784).astype("float32") / 255.0
y = keras.utils.to_categorical(y[:1024], 10)
print(x.shape, y.shape)
# %%
model = keras.Sequential([layers.Dense(32, "relu"), layers.Dense(10, "softmax")])
loss_fn = keras.losses.SparseCategoricalCrossentropy()
optimizer = keras.optimizers.RMSprop()
# %%
def one_step(images, labels):
    with tf.GradientTape() as tape:
        preds = model(images, training=True)
        loss = tf.reduce_mean(loss_fn(labels, preds))
    grads = tape.gradient(loss, model.trainable_weights)
    optimizer.apply_gradients(zip(grads, model.trainable_weights))
    return loss
# %%
for start in range(0, len(x), 128):
    loss = one_step(x[start:start + 128], y[start:start + 128])
    if start % 512 == 0:
        print("손실", float(loss))
