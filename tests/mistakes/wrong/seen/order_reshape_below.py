# mistake: cells-out-of-order
# cell: 3
# line: 1
# %%
import keras
(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
# %%
model = keras.Sequential([
    keras.layers.Input((784,)),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
model.fit(train_images, train_labels, epochs=1, batch_size=128)
# %%
train_images = train_images.reshape((6000, 784)).astype("float32") / 255
