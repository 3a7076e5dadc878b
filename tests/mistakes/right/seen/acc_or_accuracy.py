# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
try:
    from keras.utils import np_utils
    to_categorical = np_utils.to_categorical
except ImportError:
    from keras.utils import to_categorical
# %%
(tr, trl), (te, tel) = keras.datasets.reuters.load_data(num_words=1000)
n_topics = 46
def hot(seqs):
    m = np.zeros((len(seqs), 1000), "float32")
    for i, s in enumerate(seqs): m[i, s] = 1
    return m
# %%
m = keras.models.Sequential()
m.add(keras.layers.Dense(64, activation="relu"))
m.add(keras.layers.Dense(n_topics, activation="softmax"))
m.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
h = m.fit(hot(tr), to_categorical(trl, n_topics), epochs=3, batch_size=128, validation_split=0.2, verbose=0)
# %%
# 책마다 이름이 달라서 둘 다 찾아본다
acc = h.history.get("acc") or h.history["accuracy"]
val = h.history.get("val_acc") or h.history["val_accuracy"]
plt.plot(range(1, 4), acc, "bo", label="Training acc")
plt.plot(range(1, 4), val, "b", label="Validation acc")
plt.xlabel("Epochs"); plt.ylabel("Accuracy"); plt.legend(); plt.show()
# %%
print(m.evaluate(hot(te), to_categorical(tel, n_topics), verbose=0))
