# mistake: misspelt-attribute
# cell: 4
# line: 3
# %%
import numpy as np
import keras
# %%
rng = np.random.default_rng(1)
x = rng.normal(size=(200, 4)).astype("float32")
y = (x.sum(axis=1) > 0).astype("float32")
# %%
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
hist = model.fit(x, y, epochs=2, verbose=0)
# %%
# let me see how the loss went down
import matplotlib.pyplot as plt
losses = hist.histroy["loss"]
plt.plot(losses)
