# mistake: no-final-layer
# cell: 2
# line: 6

# %%
import keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape((-1, 28, 28, 1)).astype("float32")[:1500] / 255
x_test = x_test.reshape((-1, 28, 28, 1)).astype("float32")[:300] / 255
y_train, y_test = y_train[:1500], y_test[:300]
# %% [markdown]
# ## 작은 합성곱 신경망 (함수형 API)
# %%
inputs = keras.Input(shape=(28, 28, 1))
x = layers.Conv2D(8, 5, strides=2, activation="relu")(inputs)
x = layers.Flatten()(x)
features = layers.Dense(32, activation="relu")(x)
outputs = layers.Dense(10, activation="softmax")(features)
model = keras.Model(inputs=inputs, outputs=features)
# %%
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=1, batch_size=64, verbose=0)
print(model.evaluate(x_test, y_test, verbose=0))
