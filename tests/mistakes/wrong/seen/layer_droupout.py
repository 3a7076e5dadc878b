# mistake: misspelt-layer
# cell: 2
# line: 4
# %%
import keras
from keras import layers
# %%
# 드롭아웃으로 과대적합 줄이기
model = keras.Sequential([
    layers.Dense(16, activation="relu"),
    layers.Droupout(0.5),
    layers.Dense(16, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(1, activation="sigmoid"),
])
# %%
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
