# %% build
def build_model():
    model = keras.Sequential(
        [
            layers.Dense(16),
            layers.Dense(16),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    return model


model = build_model()
