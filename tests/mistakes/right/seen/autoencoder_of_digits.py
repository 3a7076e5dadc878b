# %%
import keras
import numpy as np
from keras import layers
(x_train, _), (x_test, _) = keras.datasets.mnist.load_data()
x_train = x_train[:2000].reshape(-1, 784).astype("float32") / 255
x_test = x_test.reshape(-1, 784).astype("float32") / 255
# %%
img = keras.Input(shape=(784,))
code = layers.Dense(16, activation="relu")(img)
decoded = layers.Dense(784, activation="sigmoid")(code)
autoencoder = keras.Model(img, decoded)
encoder = keras.Model(img, code)
autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
autoencoder.fit(x_train, x_train, epochs=2, batch_size=128, shuffle=True, validation_data=(x_test, x_test), verbose=0)
# %%
codes = encoder.predict(x_test)
pictures = autoencoder.predict(x_test)
print(codes.shape, np.mean((pictures - x_test) ** 2))
