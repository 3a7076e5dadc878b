# %% functional
way_input = keras.Input(shape=(6,))
dish_input = keras.Input(shape=(10,))
way_side = keras.layers.Dense(8, activation="relu")(keras.layers.Dense(16, activation="relu")(way_input))
dish_side = keras.layers.Dense(8, activation="relu")(dish_input)
both = keras.layers.Concatenate()([way_side, dish_side])
functional = keras.Model([way_input, dish_input], keras.layers.Dense(1)(keras.layers.Dense(16, activation="relu")(both)))
