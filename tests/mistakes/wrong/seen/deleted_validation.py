# mistake: name-from-deleted-cell
# cell: 3
# line: 3
# %%
import keras, numpy as np
x_train = np.random.rand(100, 4).astype("float32")
y_train = np.random.rand(100).astype("float32")
# %%
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
model.compile("rmsprop", "mse", metrics=["mae"])
# %%
# 검증 데이터와 함께 훈련
history = model.fit(x_train, y_train, epochs=2, verbose=0,
                    validation_data=(x_val, y_val))
