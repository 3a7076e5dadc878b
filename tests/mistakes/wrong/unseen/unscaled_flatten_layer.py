# mistake: data-not-scaled
# place: 1:5
# place: 3:1

# %%
import keras
from keras import layers
from keras.datasets import mnist

(x_train, y_train), (x_test, y_test) = mnist.load_data()
print(x_train.dtype, x_train.shape)

# %%
inputs = keras.Input(shape=(28, 28))
x = layers.Flatten()(inputs)
x = layers.Dense(64, activation="relu")(x)
outputs = layers.Dense(10, activation="softmax")(x)
clf = keras.Model(inputs, outputs)
clf.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
clf.fit(x_train, y_train, epochs=1, batch_size=64)
print(clf.evaluate(x_test, y_test))
