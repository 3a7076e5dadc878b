# %%
import keras
import numpy as np
from keras import layers
rng = np.random.default_rng(3)
x = rng.normal(size=(400, 8)); y = (x[:, 0] * x[:, 1] > 0).astype("float32")
# %%
histories = {}
for units in (4, 16):
    for rate in (0.0, 0.3):
        model = keras.Sequential([layers.Dense(units, activation="relu"), layers.Dropout(rate), layers.Dense(1, activation="sigmoid")])
        model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
        histories[units, rate] = model.fit(x, y, epochs=2, validation_split=0.3, verbose=0).history
# %%
print({k: round(v["val_accuracy"][-1], 2) for k, v in histories.items()})
