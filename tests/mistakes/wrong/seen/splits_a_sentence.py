# mistake: misspelt-attribute
# cell: 2
# line: 2

# %% [markdown]
# 문장을 단어로 나누고 사전을 만든다.
# %%
import numpy as np
sentences = [
    "The film was good",
    "The film was very bad",
    "Good good good",
    "a bad film",
]
labels = np.array([1, 0, 1, 0])
# %%
vocabulary = {}
for words in (s.lower().spilt() for s in sentences):
    for w in words:
        vocabulary.setdefault(w, len(vocabulary) + 1)
print(vocabulary)
# %%
def encode(sentence):
    row = np.zeros(len(vocabulary) + 1, "float32")
    for w in sentence.lower().split():
        row[vocabulary.get(w, 0)] += 1
    return row

x = np.stack([encode(s) for s in sentences])
# %%
import keras
clf = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
clf.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
clf.fit(x, labels, epochs=3, verbose=0)
print(clf.predict(x, verbose=0).ravel())
