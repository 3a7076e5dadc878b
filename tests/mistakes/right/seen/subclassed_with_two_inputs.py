# %%
import numpy as np
import keras
from keras import layers


class Ticket(keras.Model):
    def __init__(self):
        super().__init__()
        self.mix = layers.Concatenate()
        self.hidden = layers.Dense(16, activation="relu")
        self.priority = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        title, body = inputs
        return self.priority(self.hidden(self.mix([title, body])))


# %%
title = np.random.randint(0, 2, size=(300, 20)).astype("float32")
body = np.random.randint(0, 2, size=(300, 20)).astype("float32")
priority = np.random.random(size=(300, 1))
model = Ticket()
model.compile(optimizer="rmsprop", loss="mean_squared_error", metrics=["mean_absolute_error"])
model.fit([title, body], priority, epochs=2, verbose=0)
model.evaluate([title, body], priority)
model.predict([title, body])[:3]
