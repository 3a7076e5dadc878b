# mistake: no-final-layer
# cell: 2
# line: 2

# %%
import keras
from keras import layers
from keras.datasets import mnist

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
train_images = train_images.reshape((-1, 784)).astype("float32") / 255
test_images = test_images.reshape((-1, 784)).astype("float32") / 255

# %%
model = keras.Sequential([
    layers.Dense(128, activation="relu"),
])

# %%
# 컴파일 단계
model.compile(optimizer="rmsprop",
              loss="sparse_categorical_crossentropy",
              metrics=["accuracy"])

# %%
model.fit(train_images, train_labels, epochs=1, batch_size=128)
test_loss, test_acc = model.evaluate(test_images, test_labels)
print(test_acc)
