# %% scratch
scratch = keras.Sequential(
    [
        keras.Input((64, 64, 3)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 5, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
scratch.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
scratch_history = scratch.fit(train_x, train_y, validation_data=(val_x, val_y), epochs=1, batch_size=16, verbose=0)

# %% augment
augmentation = keras.Sequential(
    [layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.2)], name="augmentation"
)
variants = np.asarray(augmentation(np.repeat(cat[np.newaxis], 9, axis=0), training=True))

augmented = keras.Sequential(
    [
        keras.Input((64, 64, 3)),
        augmentation,
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 5, strides=2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(32, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
augmented.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])

# %% extract
base = keras.models.load_model(base_file)
base.trainable = False

inputs = keras.Input((64, 64, 3))
features = layers.Flatten()(base(inputs))
hidden = layers.Dropout(0.5)(layers.Dense(64, activation="relu")(features))
model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(hidden))
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
frozen_history = model.fit(train_x, train_y, validation_data=(val_x, val_y), epochs=1, batch_size=16, verbose=0)

# %% tune
base.trainable = True
for layer in base.layers[:-3]:
    layer.trainable = False
tuned_history = model.fit(train_x, train_y, validation_data=(val_x, val_y), epochs=3, batch_size=16, verbose=0)
