# mistake: cells-out-of-order
# cell: 3
# line: 1

# %%
import numpy as np
import keras
from keras import layers
import matplotlib.pyplot as plt

rng = np.random.default_rng(71)
x = rng.normal(size=(300, 6)).astype("float32")
y = (x[:, 0] > x[:, 1]).astype("float32")

# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])

# %%
plt.plot(history.history["loss"], label="loss")
plt.plot(history.history["val_loss"], label="val_loss")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()

# %%
history = model.fit(x, y, epochs=5, validation_split=0.3, verbose=0)
