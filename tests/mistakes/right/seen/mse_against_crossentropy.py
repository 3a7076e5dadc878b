# %%
import numpy as np
import keras
rng = np.random.default_rng(40)
x = rng.normal(size=(500, 6)); y = (x[:, 0] > 0).astype("float32")
# %%
def trial(loss):
    m = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
    m.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    return m.fit(x, y, epochs=3, validation_split=0.2, verbose=0).history["val_accuracy"][-1]
# %%
for loss in ("binary_crossentropy", "mse"):
    print(loss, trial(loss))
