# mistake: misspelt-layer
# cell: 2
# line: 5

# %%
import keras
from keras import layers
from keras.datasets import mnist

(tr, tr_y), (te, te_y) = mnist.load_data()
tr = tr[:1000, ..., None].astype("float32") / 255
te = te[:300, ..., None].astype("float32") / 255
tr_y, te_y = tr_y[:1000], te_y[:300]

# %% [markdown]
# ## small convnet (chapter 8)

# %%
inputs = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(filters=8, kernel_size=3, activation="relu")(inputs)
x = layers.MaxPooling2D(pool_size=2)(x)
x = layers.Conv2D(filters=16, kernel_size=3, activation="relu")(x)
x = layers.MaxPoling2D(pool_size=2)(x)
x = layers.Flatten()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs=inputs, outputs=outputs)

# %%
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(tr, tr_y, epochs=1, batch_size=64)
print(model.evaluate(te, te_y))
