# %%
import numpy as np
import keras
rng = np.random.default_rng(9)
X = rng.normal(size=(600, 12))
Y = (X @ rng.normal(size=(12, 5)) > 0.5).astype("float32")   # five tags, any number of them
# %%
tagger = keras.Sequential([keras.Input((12,)), keras.layers.Dense(24, activation="relu"), keras.layers.Dense(5, activation="sigmoid")])
tagger.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
tagger.fit(X[:500], Y[:500], epochs=4, verbose=0)
print(tagger.evaluate(X[500:], Y[500:], verbose=0))
