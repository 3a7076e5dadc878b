# mistake: loss-mismatch
# cell: 2
# line: 4

# %%
import numpy as np
from keras.datasets import reuters
from keras import models, layers

(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=1500)

def vec(seq, dim=1500):
    res = np.zeros((len(seq), dim), dtype='float32')
    for i, s in enumerate(seq):
        res[i, s] = 1.
    return res

x_train, x_test = vec(train_data), vec(test_data)
y_train = np.array(train_labels)
y_test = np.array(test_labels)

# %%
model = models.Sequential()
model.add(layers.Dense(64, activation='relu'))
model.add(layers.Dense(46, activation='softmax'))
model.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])

# %%
model.fit(x_train, y_train, epochs=2, batch_size=128)
model.evaluate(x_test, y_test)
