# mistake: fit-called-twice
# cell: 4
# line: 1

# %%
from keras.datasets import mnist
import keras
from keras import layers

(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape((-1, 784)).astype("float32") / 255
x_test = x_test.reshape((-1, 784)).astype("float32") / 255

# %%
model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
history = model.fit(x_train, y_train, epochs=1, batch_size=128)

# %%
history = model.fit(x_train, y_train, epochs=1, batch_size=128)

# %%
print(history.history["loss"])
print(model.evaluate(x_test, y_test))
