# mistake: loss-mismatch
# cell: 2
# line: 3
# %%
import numpy as np, keras
rng = np.random.default_rng(77)
X = rng.normal(size=(400, 10))
tags = (X[:, :4] > 0.3).astype("float32")
# %%
model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(4, activation="softmax")])
model.compile(optimizer="adam",
              loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(X, tags, epochs=2, verbose=0)
