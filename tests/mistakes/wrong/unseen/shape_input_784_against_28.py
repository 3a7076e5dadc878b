# mistake: shape-mismatch
# place: 2:2
# place: 3:1

# %%
import keras
from keras import layers
from keras.datasets import mnist

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.astype("float32") / 255
test_images = test_images.astype("float32") / 255
print(train_images.shape)

# %%
model = keras.Sequential([
    keras.Input(shape=(28 * 28,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
model.fit(train_images, train_labels, epochs=1, batch_size=128)
model.evaluate(test_images, test_labels)
