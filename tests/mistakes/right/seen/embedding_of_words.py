# %%
import keras
from keras.datasets import imdb
(x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=2000)
x_train = keras.utils.pad_sequences(x_train, maxlen=60)
x_test = keras.utils.pad_sequences(x_test, maxlen=60)
# %%
model = keras.Sequential([
    keras.layers.Embedding(2000, 8),
    keras.layers.GlobalAveragePooling1D(),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["acc"])
history = model.fit(x_train, y_train, epochs=2, batch_size=64, validation_split=0.2, verbose=0)
