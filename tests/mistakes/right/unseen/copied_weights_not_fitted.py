# %% [markdown]
# Saving, loading, copying: three models with the same weights, and only one of them was trained.

# %%
import tempfile, os
import numpy as np
from tensorflow import keras

(xa, ya), (xb, yb) = keras.datasets.mnist.load_data()
xa, xb = (z.reshape(len(z), -1).astype("float32") / 255 for z in (xa, xb))

def fresh():
    m = keras.Sequential([keras.layers.Input((784,)), keras.layers.Dense(32, activation="relu"),
                          keras.layers.Dense(10, activation="softmax")])
    m.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return m

# %%
untrained = fresh()
print("before any training, about ln 10 =", np.log(10), ":", untrained.evaluate(xb, yb, verbose=0))

# %%
trained = fresh()
trained.fit(xa[:2000], ya[:2000], epochs=3, verbose=0)
where = os.path.join(tempfile.gettempdir(), "digits.weights.h5")
trained.save_weights(where)

# %%
copied = fresh()
copied.set_weights(trained.get_weights())
loaded = fresh()
loaded.load_weights(where)
os.remove(where)
for name, m in [("trained", trained), ("copied", copied), ("loaded", loaded)]:
    print(name, m.evaluate(xb, yb, verbose=0))
np.testing.assert_allclose(copied.predict(xb[:20], verbose=0), loaded.predict(xb[:20], verbose=0), rtol=1e-5)

# %%
# the hidden layer as features: a model of the same layers, nothing to train
features = keras.Model(trained.inputs, trained.layers[0].output)
print(features.predict(xb[:3], verbose=0).shape)
