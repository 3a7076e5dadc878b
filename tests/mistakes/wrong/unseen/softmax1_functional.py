# mistake: softmax-over-one-unit
# cell: 2
# line: 4

# %%
import numpy as np
import keras

rng = np.random.default_rng(55)
pos = rng.normal(1.0, 1.0, (200, 5))
neg = rng.normal(-1.0, 1.0, (200, 5))
features = np.concatenate([pos, neg]).astype("float32")
answers = np.concatenate([np.ones(200), np.zeros(200)])
order = rng.permutation(400)
features, answers = features[order], answers[order]

# %%
inputs = keras.Input(shape=(5,), name="features")
x = keras.layers.Dense(10, activation="relu")(inputs)
x = keras.layers.Dropout(0.2)(x)
outputs = keras.layers.Dense(1, activation="softmax", name="answer")(x)
model = keras.Model(inputs, outputs)
model.summary()

# %%
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(features[:300], answers[:300], epochs=4, verbose=0)
print(model.evaluate(features[300:], answers[300:], verbose=0))
print(model.predict(features[300:305], verbose=0))
