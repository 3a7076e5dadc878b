# mistake: labels-shuffled-apart
# place: 2:1
# place: 2:2
# place: 2:3

# %%
import tensorflow as tf
import keras
(x, y), (x2, y2) = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784).astype("float32") / 255
x2 = x2.reshape(-1, 784).astype("float32") / 255
# %%
pictures = tf.data.Dataset.from_tensor_slices(x).shuffle(len(x))
answers = tf.data.Dataset.from_tensor_slices(y).shuffle(len(y))
train = tf.data.Dataset.zip((pictures, answers)).batch(128)
for a, b in train.take(1):
    print(a.shape, b.shape)
# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train, epochs=2, verbose=2)
# %%
# 왜 10%밖에 안 나오지?
model.evaluate(x2, y2)
