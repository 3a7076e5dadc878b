# mistake: misspelt-attribute
# cell: 2
# line: 7

# %%
import matplotlib.pyplot as plt
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(21)
x = rng.normal(size=(400, 10)).astype("float32")
y = (x[:, 0] * x[:, 1] > 0).astype("float32")

model = keras.Sequential([layers.Dense(24, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
result = model.fit(x, y, epochs=6, validation_split=0.3, verbose=0)

# %%
# 손실 곡선
loss = result.history["loss"]
val_loss = result.history["val_loss"]
plt.figure()
plt.plot(loss, "r--", label="train")
plt.plot(val_loss, "b-", label="val")
plt.xlable("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()
