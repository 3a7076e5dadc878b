# mistake: softmax-over-one-unit
# cell: 2
# line: 6

# %%
import numpy as np
import tensorflow as tf
import keras
from keras.datasets import imdb
(tr, tr_y), (te, te_y) = imdb.load_data(num_words=3000)

def hot(s):
    z = np.zeros((len(s), 3000), "float32")
    for k, ids in enumerate(s):
        z[k, ids] = 1.0
    return z
tr_x, te_x = hot(tr), hot(te)
# %%
class ReviewNet(keras.Model):
    def __init__(self, width=16, classes=1):
        super().__init__()
        self.h1 = keras.layers.Dense(width, activation=tf.nn.relu)
        self.h2 = keras.layers.Dense(width, activation=tf.nn.relu)
        self.score = keras.layers.Dense(classes, activation=tf.nn.softmax)

    def call(self, x):
        return self.score(self.h2(self.h1(x)))
# %%
net = ReviewNet()
net.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
net.fit(tr_x, tr_y, batch_size=256, epochs=3, validation_split=0.25, verbose=2)
# %%
# 왜 정확도가 0.5일까...
print(net.evaluate(te_x, te_y, verbose=0))
