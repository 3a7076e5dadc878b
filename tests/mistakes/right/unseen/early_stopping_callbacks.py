# %% [markdown]
# Moons, callbacks: early stopping, a smaller rate on a plateau, the best model kept in a file.

# %%
import os, tempfile, time
import numpy as np
import keras
from keras import layers, regularizers

started = time.time()
keras.utils.set_random_seed(5)

# %%
n = 800
a = np.pi * np.random.rand(n)
which = np.random.randint(2, size=n)
x = np.c_[np.where(which, 1 - np.cos(a), np.cos(a)), np.where(which, 0.5 - np.sin(a), np.sin(a))]
x += np.random.normal(scale=0.15, size=x.shape)

x_train, x_val, x_test = np.split(x, [500, 650])
y_train, y_val, y_test = np.split(which, [500, 650])

# %%
model = keras.Sequential(name="moons")
model.add(keras.Input((2,)))
for units in (32, 32):
    model.add(layers.Dense(units, activation="relu", kernel_regularizer=regularizers.l2(1e-4)))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile(optimizer=keras.optimizers.Adam(0.02), loss="binary_crossentropy", metrics=["accuracy"])

# %%
folder = tempfile.mkdtemp()
path = os.path.join(folder, "best.keras")

class Dots(keras.callbacks.Callback):
    "a dot for each epoch"
    def on_epoch_end(self, epoch, logs=None):
        print(".", end="" if (epoch + 1) % 10 else "\n")

callbacks = [
    keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True),
    keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2),
    keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True),
    Dots(),
]
history = model.fit(x_train, y_train, epochs=20, batch_size=50, verbose=0,
                    validation_data=(x_val, y_val), callbacks=callbacks)
print("\nstopped after", len(history.epoch), "epochs")

# %%
best = keras.models.load_model(path)
print(best.evaluate(x_test, y_test, verbose=0))
print(model.evaluate(x_test, y_test, verbose=0))
print("seconds:", round(time.time() - started, 1))
