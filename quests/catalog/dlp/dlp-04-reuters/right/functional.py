# %% look
found, counts = np.unique(y_train, return_counts=True)
commonest = found[np.argmax(counts)]
baseline = (y_test == commonest).sum() / len(y_test)

# %% one-hot
def to_one_hot(labels, dimension):
    return np.eye(dimension, dtype="float32")[np.asarray(labels)]


y_train_hot = to_one_hot(y_train, 46)

# %% build
def build_layers(middle):
    inputs = keras.Input(shape=(WORDS,))
    hidden = layers.Dense(64, activation="relu")(inputs)
    hidden = layers.Dense(middle, activation=keras.activations.relu)(hidden)
    return keras.Model(inputs, layers.Dense(46, activation="softmax")(hidden))


def compiled(network, loss):
    network.compile(optimizer=keras.optimizers.RMSprop(), loss=loss, metrics=["accuracy"])
    return network


hot_model = compiled(build_layers(64), keras.losses.CategoricalCrossentropy())
model = compiled(build_layers(64), keras.losses.SparseCategoricalCrossentropy())
