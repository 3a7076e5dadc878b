# mistake: float64-memory
# memory_mb: 1500
# place: 2:2
# place: 2:4

# %% [markdown]
# 영화 리뷰를 단어 순서까지 살려서 원-핫으로!
# %%
import numpy as np
import keras
from keras import layers
words, length = 10000, 60
(train, train_y), (test, test_y) = keras.datasets.imdb.load_data(num_words=words)
train = keras.utils.pad_sequences(train, maxlen=length)
test = keras.utils.pad_sequences(test, maxlen=length)
print(train.shape)
# %%
def one_hot(ids):
    return np.eye(words)[ids]

x_train = one_hot(train)
x_train.shape
# %%
model = keras.Sequential([
    layers.LSTM(8),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, train_y, epochs=1, batch_size=128)
# %%
model.evaluate(one_hot(test), test_y)
