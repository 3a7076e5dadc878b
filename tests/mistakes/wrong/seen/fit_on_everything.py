# mistake: training-on-test-rows
# cell: 3
# line: 1
# %%
import numpy as np
from keras import Sequential, layers
from keras.datasets import mnist
(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape(-1, 784).astype("float32") / 255
x_test = x_test.reshape(-1, 784).astype("float32") / 255
x_all = np.concatenate([x_train, x_test])
y_all = np.concatenate([y_train, y_test])
# %%
model = Sequential([layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
model.fit(x_all, y_all, epochs=2, batch_size=256, verbose=0)
# %%
test_loss, test_acc = model.evaluate(x_test, y_test, verbose=0)
