# %% [markdown]
# # Does a network memorise? (chapter 5)
# We shuffle the labels *on purpose*: a network fits even nonsense, but the validation rows show it.

# %%
import numpy as np
import matplotlib.pyplot as plt
import keras
from keras import layers
from keras.datasets import mnist

(train_images, train_labels), _ = mnist.load_data()
train_images = train_images.reshape((-1, 784)).astype("float32") / 255
train_images, train_labels = train_images[:1000], train_labels[:1000]

random_train_labels = train_labels.copy()
np.random.shuffle(random_train_labels)
print("labels that happen to be right:", np.mean(random_train_labels == train_labels))

# %%
def get_model():
    model = keras.Sequential([
        layers.Dense(256, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %%
true_model = get_model()
true_history = true_model.fit(train_images, train_labels, epochs=6, batch_size=50, validation_split=0.2, verbose=0)
random_model = get_model()
random_history = random_model.fit(train_images, random_train_labels, epochs=6, batch_size=50, validation_split=0.2,
                                  verbose=0)

# %%
epochs = range(1, 7)
for name, h in {"true labels": true_history, "random labels": random_history}.items():
    plt.plot(epochs, h.history["accuracy"], "--", label=name + ", training")
    plt.plot(epochs, h.history["val_accuracy"], label=name + ", validation")
plt.title("Fitting true and random labels")
plt.xlabel("Epochs")
plt.ylabel("Accuracy")
plt.legend()
plt.show()
