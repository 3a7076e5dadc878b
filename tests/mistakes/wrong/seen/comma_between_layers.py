# mistake: missing-comma-or-bracket
# cell: 2
# line: 3
# %%
import keras
from keras import layers
# %%
model = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu")
    layers.Dense(46, activation="softmax"),
])
# %%
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
