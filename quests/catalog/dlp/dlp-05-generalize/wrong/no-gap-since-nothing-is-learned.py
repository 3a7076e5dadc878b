# %% overfit
def straight():
    model = keras.Sequential(
        [keras.Input((784,)), layers.Dense(256), layers.Dense(256), layers.Dense(10, activation="softmax")]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


overfit = straight()
overfit_history = overfit.fit(few_x, few_y, epochs=1, batch_size=64, validation_data=(val_x, val_y), verbose=0)
best_epoch = 1

# %% more
more = straight()
more_history = more.fit(many_x, many_y, epochs=1, batch_size=64, validation_data=(val_x, val_y), verbose=0)

# %% tamed
tamed = keras.Sequential([keras.Input((784,)), layers.Dropout(0.5)])
tamed.add(layers.Dense(32, kernel_regularizer="l2"))
tamed.add(layers.Dense(10, activation="softmax"))
tamed.compile(keras.optimizers.SGD(0.0003), "sparse_categorical_crossentropy", metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
tamed_history = tamed.fit(
    few_x, few_y, epochs=5, batch_size=32, validation_data=(val_x, val_y), callbacks=[stop], verbose=0
)

# %% folds
fold_scores = []
