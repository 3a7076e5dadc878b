# mistake: too-many-epochs
# cell: 3
# line: 1
# seconds: 5
# %%
import keras
(x_train, y_train), _ = keras.datasets.mnist.load_data()
x_train = x_train.reshape((6000, 784)).astype("float32") / 255
# %%
model = keras.Sequential([keras.layers.Dense(512, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
history = model.fit(x_train, y_train, epochs=500, batch_size=128, verbose=0)
