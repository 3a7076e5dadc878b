# mistake: older-edition
# cell: 3
# line: 3
# %%
import keras, numpy as np
x = np.random.rand(120, 6).astype("float32")
y = (x[:, 0] > 0.5).astype("float32")
# %%
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(x, y, epochs=2, validation_split=0.2, verbose=0)
# %%
# 정확도 그래프 그리기
import matplotlib.pyplot as plt
acc = history.history["acc"]
val_acc = history.history["val_acc"]
plt.plot(acc)
plt.plot(val_acc)
