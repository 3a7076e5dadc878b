# mistake: misspelt-attribute
# cell: 2
# line: 9

# %%
import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(42)
X = rng.normal(size=(400, 5)).astype("float32")
y = (X[:, 0] * X[:, 1] > 0).astype("float32")
# %%
class PrintRate(keras.callbacks.Callback):
    """에포크마다 학습률과 손실을 보여 줍니다."""

    def on_train_begin(self, logs=None):
        self.seen = []

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        rate = float(self.model.optimizer.learningrate)
        self.seen.append((rate, logs["loss"]))
        print(epoch, rate, round(logs["loss"], 4))
# %%
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
watch = PrintRate()
# %%
model.fit(X, y, epochs=4, batch_size=40, validation_split=0.25, callbacks=[watch], verbose=0)
# %%
print(watch.seen[-1])
