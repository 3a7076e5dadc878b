# mistake: tf-keras-against-keras
# cell: 1
# line: 4

# %%
import os
os.environ["TF_USE_LEGACY_KERAS"] = "1"
import numpy as np
import tf_keras as keras
from tf_keras import layers

# %%
x = np.linspace(-1, 1, 200).reshape(-1, 1)
y = x[:, 0] ** 2

# %%
model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(x, y, epochs=5, verbose=0)
print(model.evaluate(x, y, verbose=0))
