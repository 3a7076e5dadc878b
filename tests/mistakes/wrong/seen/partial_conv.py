# mistake: misspelt-keyword
# place: 1:7
# place: 3:2

# %%
from functools import partial
import numpy as np
import keras
from keras import layers

# 매번 같은 인자를 쓰기 귀찮아서 partial 사용
conv = partial(layers.Conv2D, kernel_size=3, activation="relu", paddding="same")
pool = partial(layers.MaxPooling2D, pool_size=2)
# %%
(images, digits), (images_test, digits_test) = keras.datasets.mnist.load_data()
images = images[..., None].astype("float32") / 255
images_test = images_test[..., None].astype("float32") / 255
images.shape
# %%
inp = keras.Input((28, 28, 1))
h = conv(8)(inp)
h = pool()(h)
h = conv(16)(h)
h = layers.GlobalAveragePooling2D()(h)
out = layers.Dense(10, activation="softmax")(h)
net = keras.Model(inp, out)
net.summary()
# %%
net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
net.fit(images[:500], digits[:500], epochs=1, batch_size=64)
print(net.evaluate(images_test[:200], digits_test[:200]))
