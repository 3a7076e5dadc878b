# seconds: 60

# %% [markdown]
# 에포크 수는 넉넉하게, 멈추는 것은 콜백에게.
# %%
import numpy as np
import keras
from keras import layers
rng = np.random.default_rng(17)
X = rng.normal(size=(240, 3)).astype("float32")
Y = X @ np.array([1.0, 2.0, -1.0], "float32")
# %%
class GoodEnough(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs["val_mae"] < 0.3 or epoch >= 30:
            self.model.stop_training = True
# %%
lin = keras.Sequential([layers.Dense(1)])
lin.compile(optimizer=keras.optimizers.SGD(0.05), loss="mse", metrics=["mae"])
h = lin.fit(X[:200], Y[:200], epochs=10_000, batch_size=50, validation_split=0.2, callbacks=[GoodEnough()], verbose=0)
print("stopped after", len(h.epoch), "epochs")
# %%
print(lin.evaluate(X[200:], Y[200:], verbose=0))
