# %% extract
base = keras.models.load_model(base_file)
base.trainable = False

inputs = keras.Input((64, 64, 3))
features = layers.Flatten()(base(layers.Rescaling(1 / 255)(inputs)))
hidden = layers.Dropout(0.5)(layers.Dense(64, activation="relu")(features))
model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(hidden))
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
frozen_history = model.fit(train_x, train_y, validation_data=(val_x, val_y), epochs=5, batch_size=16, verbose=0)
