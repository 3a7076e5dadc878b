# mistake: fit-never-called
# cell: 4
# line: 2

# %%
import keras
from keras.datasets import mnist
from keras import layers

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.reshape((-1, 784)).astype("float32") / 255
test_images = test_images.reshape((-1, 784)).astype("float32") / 255

# %%
model = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
])

# %%
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
# 모델 평가
test_loss, test_acc = model.evaluate(test_images, test_labels)
print(f"test_acc: {test_acc}")
