# mistake: name-from-deleted-cell
# cell: 3
# line: 6

# %%
import keras
from keras import layers
(x, y), (a, b) = keras.datasets.mnist.load_data()
x, a = x[..., None] / 255., a[..., None] / 255.
# %%
net = keras.Sequential([
    layers.Conv2D(4, 5, strides=3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
# 학습률을 점점 줄이면서 학습
net.fit(
    x[:1000], y[:1000],
    epochs=2,
    batch_size=100,
    callbacks=[rate_schedule],
    verbose=0,
)
# %%
print(net.evaluate(a, b, verbose=0))
