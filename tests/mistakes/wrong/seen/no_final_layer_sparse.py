# mistake: no-final-layer
# place: 2:4
# place: 2:2
# place: 2:1
# %%
import keras
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train[:2000].reshape((-1, 784)).astype("float32") / 255
y_train = y_train[:2000]
x_test = x_test.reshape((-1, 784)).astype("float32") / 255
# %%
model = keras.Sequential([
    keras.Input(shape=(784,)),
    layers.Dense(128, activation="relu"),
    layers.Dense(64, activation="relu"),
])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
model.fit(x_train, y_train, epochs=2, batch_size=128)
model.evaluate(x_test, y_test)
