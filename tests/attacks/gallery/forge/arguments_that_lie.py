# tries: to give fit rows, labels, callbacks and a model whose shape, length, values, names and equality raise, lie or
#   end Python while they are recorded
# must: train as if nobody looked, and lose the points of nothing but what could not be looked at
# quest: "fitted"
# score: 11
import sys

import matplotlib.pyplot as plt


def watched():
    """Whether it is the recorder who asks."""
    frame = sys._getframe(1)
    while frame is not None and not frame.f_code.co_filename.endswith(("/inside/arrays.py", "/inside/compiled.py")):
        frame = frame.f_back
    return frame is not None


class Rows(np.ndarray):
    def __eq__(self, other):
        raise KeyError("equal to nothing")

    __hash__ = None

    def __getattribute__(self, name):
        if watched():
            sys.exit("not for you")
        return super().__getattribute__(name)


class Number(int):
    def __abs__(self):
        raise SystemExit

    __int__ = __index__ = __lt__ = __abs__


class Silent(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.patience = Number(3)

    def __eq__(self, other):
        return True

    __hash__ = None


class Shy(keras.Sequential):
    def __getattribute__(self, name):
        if watched():
            raise BaseException("look away")
        return super().__getattribute__(name)


Shy.__name__ = Shy.__qualname__ = "Sequential"
model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.__class__ = Shy
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(
    x[:1500].view(Rows),
    y[:1500],
    epochs=8,
    batch_size=20,
    callbacks=[Silent()],
    validation_data=(x[1500:], y[1500:]),
    verbose=0,
)
model.__class__ = keras.Sequential
quarter, losses = 4, history.history["loss"]
plt.plot(range(1, 9), losses)
plt.xlabel("epoch")
plt.show()
