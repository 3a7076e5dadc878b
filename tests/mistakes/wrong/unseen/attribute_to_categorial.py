# mistake: misspelt-attribute
# cell: 2
# line: 2

# %%
import keras
from keras import models
from keras import layers
from keras.datasets import mnist

(x_tr, y_tr), (x_te, y_te) = mnist.load_data()
x_tr = x_tr.reshape(-1, 784) / 255.
x_te = x_te.reshape(-1, 784) / 255.

# %%
y_tr = keras.utils.to_categorical(y_tr)
y_te = keras.utils.to_categorial(y_te)
print(y_tr[0])

# %%
net = models.Sequential()
net.add(layers.Dense(128, activation='relu', input_shape=(784,)))
net.add(layers.Dense(10, activation='softmax'))
net.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])

# %%
net.fit(x_tr, y_tr, epochs=1, batch_size=128)
net.evaluate(x_te, y_te)
