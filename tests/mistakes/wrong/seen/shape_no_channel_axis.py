# mistake: shape-mismatch
# cell: 3
# line: 2
# %%
from tensorflow import keras
from tensorflow.keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
# %%
cnn = keras.Sequential([
    layers.Conv2D(8, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
cnn.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
x_train = x_train[:300].astype("float32") / 255
cnn.fit(x_train, y_train[:300], epochs=1)
