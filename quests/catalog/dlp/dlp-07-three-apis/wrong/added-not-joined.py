# %% stacks
way_stack = keras.Sequential(
    [
        keras.Input(shape=(6,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(8, activation="relu"),
    ]
)
dish_stack = keras.Sequential([keras.Input(shape=(10,)), keras.layers.Dense(8, activation="relu")])
head = keras.Sequential([keras.Input(shape=(8,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])

# %% functional
way_input = keras.Input(shape=(6,))
dish_input = keras.Input(shape=(10,))
added = keras.layers.Add()([way_stack(way_input), dish_stack(dish_input)])
functional = keras.Model(inputs=[way_input, dish_input], outputs=head(added))
