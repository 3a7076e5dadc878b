# %% pictures
from keras import Input, Model, layers
from keras.utils import to_categorical

flat = picture = Input((12, 12, 1))
flat = layers.Dense(64, activation="relu")(layers.Flatten()(flat))
dense_net = Model(picture, layers.Dense(3, activation="softmax")(flat))
maps = layers.Conv2D(12, (3, 3), padding="same")(picture)
maps = layers.Activation("relu")(layers.BatchNormalization()(maps))
conv_net = Model(picture, layers.Dense(3, activation="softmax")(layers.GlobalMaxPooling2D()(maps)))
dense_net.compile("adam", keras.losses.CategoricalCrossentropy(), metrics=["acc"])
dense_net.fit(pictures, to_categorical(marks), epochs=4, verbose=0)
conv_net.compile(keras.optimizers.RMSprop(0.01), "categorical_crossentropy")
conv_net.fit(pictures, to_categorical(marks, 3), epochs=20, batch_size=32, verbose=0)

# %% memory
def remembering(layer):
    steps = Input((20, 5))
    net = Model(steps, layers.Dense(4, activation="softmax")(layer(24, name="memory")(steps)))
    net.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return net, net.fit(letters, wanted, batch_size=100, epochs=8, validation_data=(new_letters, new_wanted), verbose=0)


lstm, held = remembering(layers.LSTM)
rnn, lost = remembering(layers.SimpleRNN)

# %% plot
figure, axes = plt.subplots()
axes.plot(np.arange(8), held.history["val_accuracy"], "o-", label="LSTM (val)")
axes.plot(np.arange(8), lost.history["val_accuracy"], "s--", label="SimpleRNN (val)")
axes.set(xlabel="Epochs", ylabel="accuracy", title="Who remembers?")
axes.legend(loc="best")
figure.show()
