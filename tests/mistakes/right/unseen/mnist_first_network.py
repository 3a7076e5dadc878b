# %% [markdown]
# # Chapter 2 - my first network
# I type along with the book and change small things.

# %%
%matplotlib inline
from tensorflow.keras.datasets import mnist

(train_images, train_labels), (test_images, test_labels) = mnist.load_data()
print(train_images.shape, train_images.dtype, train_labels[:10])

# %%
# just looking
import matplotlib.pyplot as plt
digit = train_images[4]
plt.imshow(digit, cmap=plt.cm.binary)
plt.show()

# %%
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.utils import to_categorical

model = keras.Sequential([
    layers.Dense(128, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="rmsprop",
              loss="categorical_crossentropy",
              metrics=["accuracy"])

# %%
train_images = train_images.reshape((len(train_images), 28 * 28))
train_images = train_images.astype("float32") / 255
test_images = test_images.reshape((len(test_images), 28 * 28))
test_images = test_images.astype("float32") / 255
train_labels = to_categorical(train_labels)
test_labels = to_categorical(test_labels)

# %%
model.fit(train_images, train_labels, epochs=2, batch_size=128)

# %%
test_digits = test_images[0:10]
predictions = model.predict(test_digits)
print(predictions[0].argmax(), test_labels[0].argmax())
test_loss, test_acc = model.evaluate(test_images, test_labels)
print(f"test_acc: {test_acc:.3f}")
