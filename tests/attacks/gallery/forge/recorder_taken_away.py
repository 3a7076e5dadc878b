# tries: to have nothing seen of a training that validates on its own rows: the recorder closed, taken away, emptied
# must: fail what rests on the record, and keep what the model itself shows
# quest: "fitted"
# score: 9
import sys

for name in ("calls", "figures"):
    sys.modules[f"questbook_inside_{name}"].RECORDER.open = False
    del sys.modules[f"questbook_inside_{name}"]
model = keras.Sequential([keras.Input((16,)), keras.layers.Dense(4, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x, y, epochs=8, batch_size=20, validation_data=(x, y), verbose=0)
quarter, losses = 4, history.history["loss"]
