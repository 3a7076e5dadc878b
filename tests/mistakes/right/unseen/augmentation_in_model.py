# %% [markdown]
# 데이터 증강: 증강 층은 훈련할 때만 작동한다

# %%
import numpy as np
import keras
from keras import layers
import matplotlib.pyplot as plt

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, y_train = x_train[:1500], y_train[:1500]
x_train, x_test = x_train[..., np.newaxis], x_test[..., np.newaxis]

# %%
data_augmentation = keras.Sequential([
    layers.RandomTranslation(0.1, 0.1, fill_mode="constant"),
    layers.RandomRotation(0.05, fill_mode="constant"),
])
plt.figure(figsize=(5, 5))
for i in range(9):
    augmented = data_augmentation(x_train[:1].astype("float32"), training=True)
    plt.subplot(3, 3, i + 1)
    plt.imshow(np.array(augmented)[0, :, :, 0], cmap="gray")
    plt.axis("off")
plt.show()

# %%
def residual_block(x, filters):
    residual = layers.Conv2D(filters, 1, strides=2)(x)
    x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization(momentum=0.8)(x)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D(2, padding="same")(x)
    return layers.add([x, residual])

inputs = keras.Input(shape=(28, 28, 1))
x = data_augmentation(inputs)
x = layers.Rescaling(1.0 / 255)(x)
x = residual_block(x, 8)
x = residual_block(x, 16)
x = layers.Flatten()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.005), metrics=["accuracy"])

# %%
history = model.fit(x_train, y_train, epochs=3, batch_size=50, validation_split=0.2, verbose=0)
acc, val_acc = history.history["accuracy"], history.history["val_accuracy"]
print(acc, val_acc)

# %%
epochs = range(1, len(acc) + 1)
plt.plot(epochs, acc, "bo", label="Training accuracy")
plt.plot(epochs, val_acc, "b", label="Validation accuracy")
plt.title("With augmentation")
plt.xlabel("Epochs")
plt.ylabel("Accuracy")
plt.legend()
plt.show()
print("테스트:", model.evaluate(x_test, y_test, verbose=0))
