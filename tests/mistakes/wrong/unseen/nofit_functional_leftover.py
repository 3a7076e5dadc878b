# mistake: fit-never-called
# cell: 4
# line: 1

# %%
import keras
from keras import layers
import numpy as np

rng = np.random.default_rng(50)
k = rng.integers(0, 4, 320)
v = (np.eye(4)[k] * 2 + rng.normal(0, 0.7, (320, 4))).astype("float32")
v_train, v_test, k_train, k_test = v[:240], v[240:], k[:240], k[240:]

# %%
inputs = keras.Input(shape=(4,))
x = layers.Dense(20, activation="relu")(inputs)
outputs = layers.Dense(4, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
# model.fit(v_train, k_train, epochs=20, batch_size=32)

# %%
print(model.evaluate(v_test, k_test, verbose=0))
guess = np.argmax(model.predict(v_test, verbose=0), axis=1)
print(guess[:10], k_test[:10])
