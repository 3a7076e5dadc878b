# mistake: answer-left-empty
# quest: network
# cell: training

# %% network
inputs = keras.Input(shape=(6,))
h = layers.Dense(16, activation="relu")(inputs)
h = layers.Dense(16, activation="relu")(h)
model = keras.Model(inputs, layers.Dense(3, activation="softmax")(h))
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.summary()
# %% training
# TODO: 내일 마저 하기
# history = model.fit(samples, targets, epochs=..., batch_size=...)
