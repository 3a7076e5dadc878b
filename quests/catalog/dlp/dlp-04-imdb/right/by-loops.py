# %% vectorise
def multi_hot(sequences, dimension):
    rows = []
    for sequence in sequences:
        places = [0.0] * dimension
        for number in sequence:
            places[number] = 1.0
        rows.append(np.array(places, dtype="float32"))
    return np.array(rows).reshape(len(sequences), dimension)


x_train = multi_hot(train_reviews, WORDS)
x_test = multi_hot(test_reviews, WORDS)

# %% build
def build_model():
    model = keras.Sequential()
    model.add(keras.Input((WORDS,)))
    for _ in range(2):
        model.add(layers.Dense(16))
        model.add(layers.Activation("relu"))
    model.add(layers.Dense(1, activation="sigmoid"))
    model.compile(loss=keras.losses.binary_crossentropy, optimizer="RMSprop", metrics=["acc"])
    return model


model = build_model()

# %% draw
for name in ("loss", "val_loss"):
    plt.plot(range(1, 13), history.history[name], label=name)
plt.title("Loss")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend(loc="upper right")

# %% stop
best_epoch = np.argmin(history.history["val_loss"]) + 1
final_model = build_model()
final_model.fit(x_train, train_labels, epochs=int(best_epoch), batch_size=256, verbose=0)
test_accuracy = np.mean((final_model.predict(x_test, verbose=0)[:, 0] > 0.5) == test_labels)
