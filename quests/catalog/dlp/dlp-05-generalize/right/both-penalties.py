# %% hold
(few_x, few_y), (many_x, many_y) = ((images[:n], labels[:n]) for n in (300, 2500))
val_x, val_y = images[-500:].copy(), labels[-500:].astype("int64")

# %% tamed
both = keras.regularizers.L1L2(l1=0.0003, l2=0.002)
tamed = keras.Sequential(
    [
        keras.Input((784,)),
        layers.Dense(48, kernel_regularizer=both),
        layers.ReLU(),
        layers.Dropout(rate=0.5),
        layers.Dense(10, kernel_regularizer="l2"),
        layers.Softmax(),
    ]
)
tamed.compile(keras.optimizers.RMSprop(0.002), "sparse_categorical_crossentropy", metrics=["accuracy"])
tamed_history = tamed.fit(
    few_x,
    few_y,
    batch_size=32,
    epochs=60,
    validation_data=(val_x, val_y),
    callbacks=[keras.callbacks.EarlyStopping("val_loss", patience=5, restore_best_weights=True)],
    verbose=0,
)
