# tries: to have the records of calls and figures burst: histories, layers, callbacks, points, axes and words without end
# must: be told in part, within the record's bounds, and get what the model earned
# quest: "fitted"
# score: 14
import matplotlib.pyplot as plt


class Chatty(keras.callbacks.Callback):
    def __init__(self, words):
        super().__init__()
        self.words = words

    def on_epoch_end(self, epoch, logs=None):
        logs.update({f"{n}{self.words[:10_000]}": float("nan") for n in range(200)})


words = "\u202e\x00<script>alert(1)</script>{name}{0}" * 20_000
model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(
    x[:1500],
    y[:1500],
    epochs=8,
    batch_size=20,
    callbacks=[*(keras.callbacks.LambdaCallback() for _ in range(80)), Chatty(words)],
    validation_data=(x[1500:], y[1500:]),
    verbose=0,
)
for n in range(2_000):
    globals()[f"model_{n}" + "x" * 1_000] = model
for n in range(60):
    model.evaluate(x[:1], y[:1], verbose=0)
quarter, losses = 4, np.array(history.history["loss"])
figure = plt.figure()
for n in range(70):
    axes = figure.add_axes((0, 0, 1, 1), label=f"{n}")
    axes.set_axis_off()
axes.plot(np.arange(1_000_000), label=words[:5_000].replace("\x00", ""))
plt.show()
