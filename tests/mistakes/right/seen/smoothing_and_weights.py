# %%
import numpy as np
import keras
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x, xt = (d.reshape(len(d), -1).astype("float32") / 255 for d in (x[:2000], xt))
y, yt = keras.utils.to_categorical(y[:2000], 10), keras.utils.to_categorical(yt, 10)
# %%
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.1, momentum=0.9),
    loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
    metrics=[keras.metrics.CategoricalAccuracy(name="acc")],
)
model.fit(x, y, epochs=2, batch_size=64, class_weight={i: 1.0 + (i == 8) for i in range(10)}, verbose=0)
print(dict(zip(model.metrics_names, model.evaluate(xt, yt, verbose=0))))
