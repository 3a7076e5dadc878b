# mistake: training-on-test-rows
# cell: 3
# line: 2
# %%
from tensorflow.keras.datasets import mnist
from tensorflow import keras
(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.reshape((6000, 784)).astype("float32") / 255
test_images = test_images.reshape((1000, 784)).astype("float32") / 255
# %%
model = keras.Sequential([
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
# 훈련
model.fit(test_images, test_labels, epochs=3, batch_size=128)
# %%
model.evaluate(test_images, test_labels)
