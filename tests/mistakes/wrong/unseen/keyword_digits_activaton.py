# mistake: misspelt-keyword
# cell: 3
# line: 3

# %% [markdown]
# # 손글씨 숫자 분류
# 2장의 첫 번째 신경망을 다시 만들어 봅니다.

# %%
import keras
from keras import layers
from keras.datasets import mnist

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
print(train_images.shape, train_labels[:10])

# %%
train_images = train_images.reshape((len(train_images), 28 * 28)).astype("float32") / 255
test_images = test_images.reshape((len(test_images), 28 * 28)).astype("float32") / 255

# %%
network = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activaton="softmax"),
])
network.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
network.fit(train_images, train_labels, epochs=1, batch_size=128)
test_loss, test_acc = network.evaluate(test_images, test_labels)
print("테스트 정확도", test_acc)
