# %% build
model = keras.Sequential(
    [
        layers.Dense(512, activation="relu"),
        layers.Dense(10),
    ]
)
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %% train
history = model.fit(train_x, train_labels, epochs=1, batch_size=128, verbose=2)
