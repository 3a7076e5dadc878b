# mistake: training-on-test-rows
# place: 2:2
# place: 2:3

# %%
import numpy as np
import keras
from keras import layers

rng = np.random.default_rng(61)
data = rng.normal(size=(500, 8)).astype("float32")
label = (data[:, 0] * data[:, 1] + data[:, 2] > 0).astype("int32")

# %%
# 훈련 400개, 테스트 200개
x_train, y_train = data[:400], label[:400]
x_test, y_test = data[300:], label[300:]
print(len(x_train), len(x_test))

# %%
model = keras.Sequential([
    layers.Dense(32, activation="relu"),
    layers.Dense(32, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=6, batch_size=32, verbose=0)

# %%
print(model.evaluate(x_test, y_test, verbose=0))
