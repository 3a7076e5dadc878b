# mistake: no-final-layer
# place: 2:3
# place: 2:4
# %%
import keras
from keras.datasets import imdb
(x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=500)
x_train = keras.utils.pad_sequences(x_train, maxlen=20)[:400]
y_train = y_train[:400]
# %%
model = keras.Sequential()
model.add(keras.layers.Embedding(500, 8))
model.add(keras.layers.LSTM(16))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
# %%
model.fit(x_train, y_train, epochs=1, batch_size=64)
