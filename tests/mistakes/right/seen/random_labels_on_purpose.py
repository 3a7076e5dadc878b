# %% [markdown]
# Even random labels can be memorised.
# %%
from tensorflow.keras.datasets import mnist
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

(train_images, train_labels), _ = mnist.load_data()
train_images = train_images[:1500].reshape((1500, 28 * 28)).astype("float32") / 255
train_labels = train_labels[:1500]
# %%
random_train_labels = train_labels[:].copy()
np.random.shuffle(random_train_labels)
model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train_images, random_train_labels, epochs=3, batch_size=128, validation_split=0.2, verbose=0)
