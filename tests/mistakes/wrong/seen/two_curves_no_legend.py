# mistake: figure-without-labels
# cell: 3
# %%
from keras.datasets import mnist
from keras import models, layers
import matplotlib.pyplot as plt
(x, y), (x_test, y_test) = mnist.load_data()
x = x[:2000].reshape((2000, 784)).astype("float32") / 255
y = y[:2000]
# %%
model = models.Sequential([layers.Dense(32, activation="relu"), layers.Dense(10, activation="softmax")])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x, y, epochs=3, batch_size=128, validation_split=0.3, verbose=0)
# %%
loss = history.history["loss"]
val_loss = history.history["val_loss"]
epochs = range(1, len(loss) + 1)
plt.plot(epochs, loss, "bo")
plt.plot(epochs, val_loss, "b")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.show()
