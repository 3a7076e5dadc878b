# mistake: tf-keras-against-keras
# place: 1:1
# place: 3:5

# %%
from tensorflow.python.keras.engine.input_layer import Input
from keras.layers import Dense, Concatenate
from keras.models import Model
import numpy as np
# %%
# 두 개의 입력: 숫자 열과 범주 열
rng = np.random.default_rng(1)
numbers = rng.normal(size=(200, 6)).astype("float32")
onehot = np.eye(4, dtype="float32")[rng.integers(0, 4, 200)]
price = (numbers[:, 0] + onehot @ [0.0, 1.0, 2.0, 3.0]).astype("float32")
# %%
in_a = Input(shape=(6,))
in_b = Input(shape=(4,))
h = Concatenate()([in_a, in_b])
h = Dense(16, activation="relu")(h)
model = Model([in_a, in_b], Dense(1)(h))
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
# %%
model.fit([numbers, onehot], price, epochs=3, verbose=0)
print(model.predict([numbers[:3], onehot[:3]], verbose=0))
