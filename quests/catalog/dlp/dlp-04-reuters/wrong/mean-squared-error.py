# %% build
def build_layers(middle):
    return keras.Sequential(
        [
            layers.Dense(64, activation="relu"),
            layers.Dense(middle, activation="relu"),
            layers.Dense(46, activation="softmax"),
        ]
    )


hot_model = build_layers(64)
hot_model.compile(optimizer="rmsprop", loss="mse", metrics=["accuracy"])
model = build_layers(64)
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
