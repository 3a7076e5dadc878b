# mistake: softmax-over-one-unit
# cell: 2
# line: 5
# %%
import keras, numpy as np
x = np.random.default_rng(1).normal(size=(200, 3)).astype("float32")
y = (x[:, 0] > 0).astype("float32")
# %%
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, activation="relu")
        self.out = keras.layers.Dense(1, activation="softmax")

    def call(self, inputs):
        return self.out(self.hidden(inputs))

net = Net()
net.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
# %%
net.fit(x, y, epochs=3, verbose=0)
