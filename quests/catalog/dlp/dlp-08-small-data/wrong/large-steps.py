# %% tune
base.trainable = True
for layer in base.layers[:-3]:
    layer.trainable = False
model.compile(optimizer=keras.optimizers.Adam(1e-2), loss="binary_crossentropy", metrics=["accuracy"])
tuned_history = model.fit(train_x, train_y, validation_data=(val_x, val_y), epochs=3, batch_size=16, verbose=0)
