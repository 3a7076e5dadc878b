# %%
import numpy as np, keras
from keras import layers
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x[:1500, ..., np.newaxis].astype("float32") / 255
y = y[:1500]
xt = xt[..., np.newaxis].astype("float32") / 255
# %%
base = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(6, 5, strides=2, activation="relu"), layers.Flatten()], name="base")
base.trainable = False
model = keras.Sequential([base, layers.Dense(10, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
first = model.fit(x, y, epochs=1, validation_split=0.2, verbose=0)
# %% [markdown]
# ## 미세 조정
# 이제 밑부분의 동결을 풀고 낮은 학습률로 이어서 학습한다.
# %%
base.trainable = True
model.compile(keras.optimizers.RMSprop(1e-4), "sparse_categorical_crossentropy", metrics=["accuracy"])
second = model.fit(x, y, epochs=3, initial_epoch=1, validation_split=0.2, verbose=0)
# %%
print(first.history["val_accuracy"] + second.history["val_accuracy"])
print(model.evaluate(xt, yt, verbose=0))
