# mistake: training-on-test-rows
# place: 2:1
# place: 3:6

# %%
import numpy as np
import keras
from keras.datasets import mnist

(train_x, train_y), (test_x, test_y) = mnist.load_data()
train_x = train_x.reshape((-1, 784)).astype("float32") / 255
test_x = test_x.reshape((-1, 784)).astype("float32") / 255

# %% [markdown]
# More data should help.

# %%
all_x = np.concatenate([train_x, test_x])
all_y = np.concatenate([train_y, test_y])
print(all_x.shape, all_y.shape)

# %%
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(all_x, all_y, epochs=1, batch_size=128)

# %%
test_loss, test_acc = model.evaluate(test_x, test_y)
print("test accuracy", test_acc)
