# %% stacks
way_stack = keras.Sequential(
    [
        keras.Input(shape=(6,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(8, activation="relu"),
    ]
)
dish_stack = keras.Sequential([keras.Input(shape=(10,)), keras.layers.Dense(8, activation="relu")])
head = keras.Sequential(
    [keras.Input(shape=(16,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="relu")]
)
