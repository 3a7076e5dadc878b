# mistake: training-on-test-rows
# cell: 4
# line: 1

# %%
import keras
import numpy as np

r = np.random.RandomState(3)
topic = r.randint(0, 4, 400)
docs = (r.rand(400, 40) < 0.1).astype("float32")
for i, t in enumerate(topic):
    docs[i, t * 10:(t + 1) * 10] += r.rand(10) < 0.3
docs = np.minimum(docs, 1)

# %%
cut = int(0.75 * len(docs))
docs_train, docs_test = docs[:cut], docs[cut:]
topic_train, topic_test = topic[:cut], topic[cut:]

# %%
inputs = keras.Input(shape=(40,))
hidden = keras.layers.Dense(24, activation="relu")(inputs)
outputs = keras.layers.Dense(4, activation="softmax")(hidden)
model = keras.Model(inputs, outputs)
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
model.fit(docs, topic, epochs=6, batch_size=32, verbose=2)
print(model.evaluate(docs_test, topic_test, verbose=0))
