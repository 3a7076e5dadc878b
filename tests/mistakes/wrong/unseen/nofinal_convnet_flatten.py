# mistake: no-final-layer
# cell: 2
# line: 6

# %%
import keras
from keras import layers
from keras.datasets import mnist
from keras.utils import to_categorical

(x, y), (xt, yt) = mnist.load_data()
x = x[:600].reshape((600, 28, 28, 1)).astype('float32') / 255
xt = xt[:200].reshape((200, 28, 28, 1)).astype('float32') / 255
y, yt = to_categorical(y[:600], 10), to_categorical(yt[:200], 10)

# %%
model = keras.models.Sequential()
model.add(layers.Conv2D(8, (3, 3), activation='relu', input_shape=(28, 28, 1)))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Conv2D(16, (3, 3), activation='relu'))
model.add(layers.Flatten())
model.add(layers.Dense(32, activation='relu'))

# %% [markdown]
# Train it for a single epoch.

# %%
model.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(x, y, epochs=1, batch_size=64)
print(model.evaluate(xt, yt))
