# mistake: softmax-over-one-unit
# cell: 2
# line: 7

# %%
import keras
from keras import layers
from keras.datasets import mnist

(x_train, y_train), (x_test, y_test) = mnist.load_data()
# 짝수인지 홀수인지
x_train = x_train[:800].reshape(-1, 28, 28, 1) / 255.0
x_test = x_test[:200].reshape(-1, 28, 28, 1) / 255.0
odd_train = y_train[:800] % 2
odd_test = y_test[:200] % 2

# %% [markdown]
# 작은 합성곱 신경망

# %%
model = keras.Sequential()
model.add(layers.Conv2D(8, (3, 3), activation='relu', input_shape=(28, 28, 1)))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Flatten())
model.add(layers.Dense(16, activation='relu'))
model.add(layers.Dense(1))
model.add(layers.Activation('softmax'))

# %%
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, odd_train, epochs=1, batch_size=64)
print(model.evaluate(x_test, odd_test))
