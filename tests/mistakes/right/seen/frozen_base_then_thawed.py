# %%
import keras
from keras import layers
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x, y = x[:1500, ..., None] / 255.0, y[:1500]
# %%
base = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(8, 3, strides=2, activation="relu"), layers.GlobalMaxPooling2D()], name="base")
base.trainable = False
inputs = keras.Input((28, 28, 1))
outputs = layers.Dense(10, activation="softmax")(base(inputs, training=False))
model = keras.Model(inputs, outputs)
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x, y, epochs=1, batch_size=64, validation_split=0.2, verbose=0)
# %% [markdown]
# ## Fine-tuning
# %%
base.trainable = True
model.compile(optimizer=keras.optimizers.RMSprop(1e-5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x, y, epochs=1, batch_size=64, validation_split=0.2, verbose=0)
