# mistake: softmax-over-one-unit
# cell: 2
# line: 7
# %%
import keras
import numpy as np
from keras import Input, Model
from keras.layers import Dense, Dropout

points = np.random.default_rng(0).uniform(-1, 1, size=(500, 2))
inside = (np.linalg.norm(points, axis=1) < 0.7).astype(int)
# %%
def build_model():
    inp = Input(shape=(2,))
    h = Dense(16, activation="relu")(inp)
    h = Dropout(0.2)(h)
    h = Dense(16, activation="relu")(h)
    # probability of being inside
    out = Dense(1, "softmax")(h)
    m = Model(inp, out)
    m.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return m
# %%
clf = build_model()
clf.fit(points, inside, epochs=4, batch_size=32, verbose=0)
clf.evaluate(points, inside, verbose=0)
