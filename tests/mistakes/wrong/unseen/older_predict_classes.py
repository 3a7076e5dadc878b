# mistake: older-edition
# cell: 3
# line: 1

# %%
import numpy as np
import keras
from keras.models import Sequential
from keras.layers import Dense
from keras.datasets import mnist

(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape(-1, 784).astype('float32') / 255.0
x_test = x_test.reshape(-1, 784).astype('float32') / 255.0

# %%
model = Sequential([Dense(64, activation='relu'), Dense(10, activation='softmax')])
model.compile('rmsprop', 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=1, batch_size=128, verbose=2)

# %%
pred = model.predict_classes(x_test[:20])
print(pred)
print(y_test[:20])
print('맞은 개수:', np.sum(pred == y_test[:20]))
