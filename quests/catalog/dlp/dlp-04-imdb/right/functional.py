# %% vectorise
def multi_hot(sequences, dimension):
    rows = np.zeros((len(sequences), dimension))
    lengths = [len(sequence) for sequence in sequences]
    everything = np.array([number for sequence in sequences for number in sequence], dtype=int)
    rows[np.repeat(np.arange(len(sequences)), lengths), everything] = 1.0
    return rows


x_train, x_test = multi_hot(train_reviews, WORDS), multi_hot(test_reviews, WORDS)

# %% build
def build_model():
    inputs = keras.Input(shape=(WORDS,))
    hidden = layers.Dense(16, activation="relu")(inputs)
    hidden = layers.Dense(16, activation="relu")(hidden)
    outputs = layers.Dense(1, activation="sigmoid")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.RMSprop(), keras.losses.BinaryCrossentropy(), metrics=[keras.metrics.BinaryAccuracy()])
    return model


model = build_model()

# %% draw
figure, axes = plt.subplots()
axes.plot(history.history["loss"], "o-", label="훈련 손실")
axes.plot(history.history["val_loss"], "s-", label="검증 손실")
axes.set(xlabel="에포크", ylabel="손실", title="IMDB")
axes.legend()
plt.show()
