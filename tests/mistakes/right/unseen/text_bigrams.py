# %%
import keras
from keras import layers
import tensorflow as tf
import numpy as np
import random

random.seed(21)
good = "great lovely wonderful fine superb bright".split()
bad = "awful dull boring poor weak terrible".split()
middle = "the a film movie plot actor was is scene very with and story".split()

def sentence(label):
    words = random.choices(middle, k=8)
    key = random.choice(good if label else bad)
    if random.random() < 0.3:              # "not great" is bad
        words.insert(3, "not " + random.choice(bad if label else good))
    else:
        words.insert(3, key)
    return " ".join(words)

labels = [random.randint(0, 1) for _ in range(600)]
texts = [sentence(l) for l in labels]
texts[:3], labels[:3]

# %%
train_texts, val_texts, test_texts = texts[:400], texts[400:500], texts[500:]
train_y, val_y, test_y = (np.array(l) for l in (labels[:400], labels[400:500], labels[500:]))

vectorizer = layers.TextVectorization(ngrams=2, max_tokens=400, output_mode="multi_hot")
vectorizer.adapt(train_texts)              # the vocabulary comes from the training texts only
print(vectorizer.get_vocabulary()[:12])
to_bags = lambda t: vectorizer(tf.constant(t)).numpy()

# %%
def get_model(max_tokens, hidden_dim=16):
    inputs = keras.Input(shape=(max_tokens,))
    x = layers.Dense(hidden_dim, activation="relu")(inputs)
    x = layers.Dropout(0.5)(x)
    outputs = layers.Dense(1, activation="sigmoid")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.RMSprop(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model

tokens = len(vectorizer.get_vocabulary())
model = get_model(tokens)
model.fit(to_bags(train_texts), train_y, validation_data=(to_bags(val_texts), val_y), epochs=6, verbose=0)

# %%
print(f"Test acc: {model.evaluate(to_bags(test_texts), test_y, verbose=0)[1]:.3f}")
for text in ["the movie was not boring", "the movie was boring"]:
    print(text, "->", model.predict(to_bags([text]), verbose=0)[0, 0])
