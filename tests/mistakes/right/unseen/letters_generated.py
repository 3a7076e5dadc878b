# %% [markdown]
# 글자 단위 생성: 온도에 따라 얼마나 달라지는지

# %%
import numpy as np
import keras
from keras import layers

text = "the cat sat on the mat and the rat ran to the hat. " * 12
chars = sorted(set(text))
index = dict((c, i) for i, c in enumerate(chars))
maxlen, step = 8, 1
sentences = [text[i:i + maxlen] for i in range(0, len(text) - maxlen, step)]
next_chars = [text[i + maxlen] for i in range(0, len(text) - maxlen, step)]
x = np.zeros((len(sentences), maxlen, len(chars)), dtype=bool)
y = np.zeros((len(sentences), len(chars)), dtype=bool)
for i, sentence in enumerate(sentences):
    for t, char in enumerate(sentence):
        x[i, t, index[char]] = 1
    y[i, index[next_chars[i]]] = 1
print(x.shape, y.shape)

# %%
model = keras.Sequential([
    keras.Input((maxlen, len(chars))),
    layers.LSTM(32),
    layers.Dense(len(chars), activation="softmax"),
])
model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.RMSprop(learning_rate=0.02))

def sample(preds, temperature=1.0):
    preds = np.asarray(preds).astype("float64")
    preds = np.exp(np.log(preds + 1e-12) / temperature)
    return np.argmax(np.random.multinomial(1, preds / preds.sum()))

# %%
for epoch in range(1, 9):
    h = model.fit(x, y, batch_size=64, epochs=1, verbose=0)      # 한 에포크씩
    if epoch % 4:
        continue
    print("epoch", epoch, "loss", h.history["loss"][0])
    for temperature in (0.2, 1.0):
        generated = text[:maxlen]
        for _ in range(12):
            sampled = np.zeros((1, maxlen, len(chars)))
            for t, char in enumerate(generated[-maxlen:]):
                sampled[0, t, index[char]] = 1.
            preds = model(sampled, training=False).numpy()[0]
            generated += chars[sample(preds, temperature)]
        print(temperature, repr(generated))
