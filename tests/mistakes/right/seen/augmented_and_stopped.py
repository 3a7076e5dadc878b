# %%
import keras
from keras import layers
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x, y, xt = x[:1200, ..., None].astype("float32") / 255, y[:1200], xt[..., None].astype("float32") / 255
augment = keras.Sequential([layers.RandomTranslation(0.1, 0.1), layers.RandomRotation(0.05)])
# %%
inputs = keras.Input((28, 28, 1))
h = augment(inputs)
h = layers.Conv2D(8, 3, strides=2, activation="relu")(h)
h = layers.Flatten()(h)
h = layers.Dropout(0.3)(h)
model = keras.Model(inputs, layers.Dense(10, activation="softmax")(h))
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
stop = [keras.callbacks.EarlyStopping(patience=1, restore_best_weights=True)]
model.fit(x[200:], y[200:], epochs=2, batch_size=64, validation_data=(x[:200], y[:200]), callbacks=stop, verbose=0)
model.evaluate(xt, yt)
