# mistake: shape-mismatch
# cell: 2
# line: 5
# %%
import keras
from keras import layers
# %%
title = keras.Input(shape=(100,), name="title")
words = keras.Input(shape=(20, 16), name="words")
a = layers.Dense(16)(title)
b = layers.LSTM(16, return_sequences=True)(words)
merged = layers.Concatenate()([a, b])
out = layers.Dense(1)(merged)
# %%
model = keras.Model([title, words], out)
