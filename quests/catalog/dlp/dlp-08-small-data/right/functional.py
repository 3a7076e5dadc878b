# %% scratch
def convnet(first=(), dropout=0.0):
    inputs = x = keras.Input((64, 64, 3))
    for layer in (*first, layers.Rescaling(scale=1 / 255)):
        x = layer(x)
    for filters in (16, 32, 32):
        x = layers.Conv2D(filters, 3, strides=2, padding="same")(x)
        x = layers.ReLU()(x)
    x = layers.Flatten()(layers.MaxPooling2D()(x))
    x = layers.Dense(96, activation="relu")(x)
    x = layers.Dropout(dropout)(x) if dropout else x
    network = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
    network.compile("adam", keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    return network


scratch = convnet()
scratch_history = scratch.fit(train_x, train_y, batch_size=16, epochs=25, verbose=0, validation_data=(val_x, val_y))

# %% augment
changes = [layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.2)]
variants = np.repeat(cat[np.newaxis], 9, axis=0)
for change in changes:
    variants = change(variants, training=True)
variants = np.asarray(variants)

augmented = convnet(changes, dropout=0.5)
augmented_history = augmented.fit(train_x, train_y, batch_size=16, epochs=8, verbose=0, validation_data=(val_x, val_y))

# %% extract
base = keras.saving.load_model(base_file)
for layer in base.layers:
    layer.trainable = False

model = keras.Sequential([keras.Input((64, 64, 3)), base, layers.Flatten(), layers.Dropout(0.5)])
model.add(layers.Dense(32, activation="relu"))
model.add(layers.Dense(1, activation="sigmoid"))
model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
frozen_history = model.fit(train_x, train_y, epochs=8, validation_data=(val_x, val_y), verbose=0)

# %% tune
for name in ("block4_conv1", "block4_conv2", "block4_pool"):
    base.get_layer(name).trainable = True
model.compile(keras.optimizers.RMSprop(learning_rate=5e-5), "binary_crossentropy", metrics=["accuracy"])
tuned_history = model.fit(train_x, train_y, epochs=4, validation_data=(val_x, val_y), verbose=0)
