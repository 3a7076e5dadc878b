# mistake: tf-keras-against-keras
# place: 1:3
# place: 2:2

# %%
import keras
import numpy as np
from tensorflow.python.keras.layers import Dense

rng = np.random.default_rng(14)
x_train = rng.normal(size=(200, 7)).astype("float32")
y_train = (x_train[:, 2] > 0).astype("float32")

# %%
model = keras.Sequential()
model.add(Dense(16, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])

# %%
model.fit(x_train, y_train, epochs=3, validation_split=0.2)
