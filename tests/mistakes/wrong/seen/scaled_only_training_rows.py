# mistake: data-not-scaled
# place: 4:1
# place: 2:1
# place: 2:2
# %%
import keras
(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
# %%
train_images = train_images.reshape((6000, 784)) / 255.0
test_images = test_images.reshape((1000, 784))
# %%
model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train_images, train_labels, epochs=2, batch_size=256, verbose=0)
# %%
model.evaluate(test_images, test_labels)
