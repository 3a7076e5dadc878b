# %%
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.layers import *

# %%
(x_tr, y_tr), (x_te, y_te) = keras.datasets.mnist.load_data()
x_tr, y_tr = x_tr[:2500], y_tr[:2500]        # less rows, my laptop is slow
x_tr = x_tr[..., None]
x_te = x_te[..., None]
print("max pixel", x_tr.max())

# %%
def convnet():
    i = Input((28, 28, 1))
    t = Rescaling(1. / 255)(i)               # 0..255 becomes 0..1 here
    t = Conv2D(16, 3, activation="relu")(t)
    t = MaxPooling2D()(t)
    t = Conv2D(32, 3, activation="relu")(t)
    t = MaxPooling2D()(t)
    t = Conv2D(10, 1)(t)
    t = GlobalAveragePooling2D()(t)
    o = Activation("softmax")(t)
    return keras.Model(i, o, name="all_convolutional")

net = convnet()
net.summary()

# %%
%%time
net.compile(optimizer=keras.optimizers.Adam(1e-2), loss=keras.losses.SparseCategoricalCrossentropy(),
            metrics=[keras.metrics.SparseCategoricalAccuracy(name="acc")])
log = net.fit(x_tr, y_tr, batch_size=32, epochs=4, validation_split=0.1, verbose=2)
print(log.history["acc"], log.history["val_acc"])

# %%
print(net.evaluate(x_te, y_te, verbose=0))
wrong = np.flatnonzero(net.predict(x_te, verbose=0).argmax(-1) != y_te)
print(len(wrong), "wrong ones, first", wrong[:5])
