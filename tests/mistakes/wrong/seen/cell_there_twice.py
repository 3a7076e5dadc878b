# mistake: fit-called-twice
# cell: 4
# line: 1
# %%
import keras
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x[:2000].reshape(-1, 784) / 255
y = y[:2000]
# %%
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
# %%
history = model.fit(x, y, epochs=2, batch_size=64, validation_split=0.25, verbose=0)
# %%
history = model.fit(x, y, epochs=2, batch_size=64, validation_split=0.25, verbose=0)
# %%
print(history.history["val_accuracy"])
