# mistake: misspelt-keyword
# cell: 2
# line: 2
# %%
import keras
from keras import layers
# %%
model = keras.Sequential([
    layers.Dense(16, activaton="relu"),
    layers.Dense(1, activation="sigmoid"),
])
# %%
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
