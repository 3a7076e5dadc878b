# %% look
counts = [0] * 46
for topic in y_train:
    counts[topic] += 1
commonest = counts.index(max(counts))
baseline = sum(1 for topic in y_test if topic == commonest) / len(y_test)

# %% one-hot
def to_one_hot(labels, dimension):
    rows = []
    for label in labels:
        row = [0.0] * dimension
        row[label] = 1.0
        rows.append(row)
    return np.array(rows)


y_train_hot = to_one_hot(y_train, 46)

# %% build
def build_layers(middle):
    network = keras.Sequential()
    for units in (64, middle):
        network.add(layers.Dense(units))
        network.add(layers.ReLU())
    network.add(layers.Dense(46))
    network.add(layers.Softmax())
    return network


hot_model, model = build_layers(64), build_layers(64)
for network, loss in ((hot_model, "categorical_crossentropy"), (model, "sparse_categorical_crossentropy")):
    network.compile("rmsprop", loss, metrics=["acc"])

# %% narrow
narrow = build_layers(4)
narrow.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["acc"])
narrow_history = narrow.fit(
    x_train[1000:], y_train[1000:], epochs=9, batch_size=256, validation_data=validation, verbose=2
)
lost = round(max(history.history["val_acc"]) - max(narrow_history.history["val_acc"]), 2)
