# %%
import numpy as np
import tensorflow as tf
tf.random.set_seed(0)
np.random.seed(0)

# Does a GRU count?  ones in a sequence of bits, more than half -> 1
T = 9
seq = np.random.randint(0, 2, size=(500, T))
ans = (seq.sum(1) > T // 2).astype("float32")
xs = seq[..., None].astype("float32")

# %%
# first trial, too small (I keep it to compare)
trial = tf.keras.Sequential([tf.keras.layers.SimpleRNN(1), tf.keras.layers.Dense(1, activation="sigmoid")])
trial.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
trial.fit(xs[:400], ans[:400], epochs=2, verbose=0)
print(trial.evaluate(xs[400:450], ans[400:450], verbose=0))

# %%
model = tf.keras.models.Sequential()
model.add(tf.keras.layers.InputLayer(shape=(T, 1)))
model.add(tf.keras.layers.GRU(12))
model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=0.03), loss=tf.keras.losses.BinaryCrossentropy(),
              metrics=["accuracy"])
hist = model.fit(xs[:400], ans[:400], epochs=8, batch_size=25, verbose=0, validation_data=(xs[400:450], ans[400:450]))
print("val", hist.history["val_accuracy"])

# %%
try:
    wrong_shape = model.predict(np.zeros((2, T, 3)), verbose=0)
except Exception as e:
    print("as I thought, three features do not go:", type(e).__name__)

# %%
print("test", model.evaluate(xs[450:], ans[450:], verbose=0))
for bits in ([1, 1, 1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, 1, 0]):
    print(bits, float(model(np.array(bits, "float32").reshape(1, T, 1))[0, 0]))
