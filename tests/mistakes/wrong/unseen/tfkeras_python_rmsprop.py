# mistake: tf-keras-against-keras
# cell: 1
# line: 3

# %%
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.python.keras.optimizers import RMSprop
import numpy as np

# %%
rng = np.random.default_rng(77)
labels = rng.integers(0, 3, 300)
feats = (np.eye(3)[labels] + rng.normal(0, 0.3, (300, 3))).astype("float32")

# %% [markdown]
# Three classes, so the output has three units.

# %%
model = keras.Sequential([layers.Dense(12, activation="relu"), layers.Dense(3, activation="softmax")])
model.compile(optimizer=RMSprop(learning_rate=0.01), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(feats[:240], labels[:240], epochs=4, verbose=0)
print(model.evaluate(feats[240:], labels[240:], verbose=0))
