# mistake: fit-called-twice
# place: 3:2
# place: 3:5
# place: 3:6

# %%
import numpy as np, keras
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = x.reshape(len(x), 784).astype("float32") / 255
xt = xt.reshape(len(xt), 784).astype("float32") / 255
# %%
def make():
    return keras.Sequential([
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])
# %%
# which optimizer is best?
model = make()
results = {}
for name in ["sgd", "rmsprop", "adam"]:
    model.compile(optimizer=name, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=1, batch_size=128, verbose=0)
    results[name] = model.evaluate(xt, yt, verbose=0)[1]
# %%
best = max(results, key=results.get)
print(results)
print("best:", best)
