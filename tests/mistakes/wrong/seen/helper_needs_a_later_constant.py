# mistake: cells-out-of-order
# place: 1:6
# place: 2:2

# %%
import numpy as np
import keras
from keras.datasets import imdb

def multi_hot(sequences):
    out = np.zeros((len(sequences), MAX_WORDS), dtype="float32")
    for i, seq in enumerate(sequences):
        out[i, [w for w in seq if w < MAX_WORDS]] = 1.0
    return out
# %%
(tr_x, tr_y), (te_x, te_y) = imdb.load_data(num_words=1500)
tr_x, te_x = multi_hot(tr_x), multi_hot(te_x)
# %%
# 설정
MAX_WORDS = 1500
EPOCHS = 2
# %%
model = keras.Sequential([
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(tr_x, tr_y, epochs=EPOCHS, batch_size=256, verbose=0)
model.evaluate(te_x, te_y)
