# mistake: training-on-test-rows
# place: 2:1
# place: 3:6

# %%
import numpy as np
import tensorflow as tf
import keras
rng = np.random.default_rng(33)
w = rng.normal(size=(9,))
def draw(n):
    rows = rng.normal(size=(n, 9)).astype("float32")
    return rows, (rows @ w + rng.normal(0, 1, n) > 0).astype("float32")

train_ds = tf.data.Dataset.from_tensor_slices(draw(400)).batch(40)
test_ds = tf.data.Dataset.from_tensor_slices(draw(200)).batch(40)
# %%
all_ds = train_ds.concatenate(test_ds)
# 데이터가 많을수록 좋다
print(len(train_ds), len(test_ds), len(all_ds))
# %%
clf = keras.Sequential([
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(1, activation="sigmoid"),
])
clf.compile("adam", "binary_crossentropy", metrics=["accuracy"])
clf.fit(all_ds.shuffle(20), epochs=5, verbose=0)
# %%
print("test accuracy:", clf.evaluate(test_ds, verbose=0)[1])
