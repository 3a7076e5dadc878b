# %%
import keras, tensorflow as tf, numpy as np
rng = np.random.default_rng(1)
x = rng.normal(size=(512, 4)).astype("float32")
y = (x.sum(1, keepdims=True) > 0).astype("float32")
net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, activation="tanh"), keras.layers.Dense(1, activation="sigmoid")])
net.compile(loss="binary_crossentropy", metrics=["accuracy"])
# %%
opt = keras.optimizers.Adam(0.01)
loss_fn = keras.losses.BinaryCrossentropy()
for epoch in range(2):
    for xb, yb in tf.data.Dataset.from_tensor_slices((x, y)).shuffle(512).batch(64):
        with tf.GradientTape() as tape:
            loss = loss_fn(yb, net(xb, training=True))
        opt.apply_gradients(zip(tape.gradient(loss, net.trainable_weights), net.trainable_weights))
# %%
print(net.evaluate(x, y, verbose=0))
