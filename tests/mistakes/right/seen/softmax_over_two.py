# %% [markdown]
# # 긍정 / 부정을 두 개의 유닛으로
# %%
import numpy as np
import keras
from keras.datasets import imdb
(seq, lab), (seq_t, lab_t) = imdb.load_data(num_words=4000)
# %%
encode = keras.layers.CategoryEncoding(num_tokens=4000, output_mode="multi_hot")

def rows(s):
    return np.stack([np.array(encode(np.array(one))) for one in s])

few, few_t = rows(seq[:300]), rows(seq_t[:200])
print(few.shape, few.dtype)
# %%
model = keras.Sequential()
model.add(keras.layers.Dense(16, activation="relu"))
model.add(keras.layers.Dense(2, activation="softmax"))
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(few, lab[:300], epochs=3, batch_size=32, validation_split=0.2, verbose=0)
# %%
p = model.predict(few_t, verbose=0)
print("sum of both:", p.sum(axis=1)[:3], "accuracy:", (p.argmax(axis=1) == lab_t[:200]).mean())
