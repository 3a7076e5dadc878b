# %% build
def build_model():
    model = keras.Sequential(
        [
            layers.Dense(64),
            layers.Dense(64),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model
