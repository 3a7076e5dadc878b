# mistake: softmax-over-one-unit
# place: 2:5
# place: 2:6
# %%
import numpy as np, keras
X = np.random.default_rng(7).normal(size=(300, 4))
labels = (X.sum(axis=1) > 0) * 1
# %%
net = keras.models.Sequential()
net.add(keras.Input(shape=(4,)))
net.add(keras.layers.Dense(8))
net.add(keras.layers.Activation("relu"))
net.add(keras.layers.Dense(1))
net.add(keras.layers.Activation("softmax"))
net.compile(loss="binary_crossentropy", optimizer="sgd", metrics=["acc"])
net.fit(X, labels, epochs=3, verbose=0)
# %%
net.evaluate(X, labels)
