# %%
import keras
from keras import layers
import matplotlib.pyplot as plt
(imgs, _), (imgs_test, _) = keras.datasets.mnist.load_data()
imgs = imgs.reshape(-1, 784).astype("float32") / 255
imgs_test = imgs_test.reshape(-1, 784).astype("float32") / 255
# %%
code = 16
i = keras.Input((784,))
z = layers.Dense(code, activation="relu")(i)
o = layers.Dense(784, activation="sigmoid")(z)
auto = keras.Model(i, o)
encoder = keras.Model(i, z)
auto.compile(optimizer="adam", loss="binary_crossentropy")
# 입력이 곧 정답
auto.fit(imgs, imgs, epochs=2, batch_size=256, validation_split=0.1, verbose=0)
# %%
again = auto.predict(imgs_test[:8], verbose=0)
fig, axes = plt.subplots(2, 8, figsize=(8, 2))
for k in range(8):
    axes[0, k].imshow(imgs_test[k].reshape(28, 28), cmap="gray_r")
    axes[1, k].imshow(again[k].reshape(28, 28), cmap="gray_r")
    axes[0, k].axis("off"); axes[1, k].axis("off")
plt.show()
# %%
print(encoder.predict(imgs_test[:2], verbose=0).round(1))
