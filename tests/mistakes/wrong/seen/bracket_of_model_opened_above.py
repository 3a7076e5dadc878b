# mistake: missing-comma-or-bracket
# cell: 2
# line: 1
# %%
import keras
from keras import layers
# %%
model = keras.Sequential([
    layers.Dense(512, activation="relu"),
    layers.Dense(10, activation="softmax"),

model.compile(optimizer="rmsprop",
              loss="sparse_categorical_crossentropy",
              metrics=["accuracy"])
