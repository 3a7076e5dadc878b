# %% train
taught = keras.Model(inputs=functional.inputs, outputs=functional.outputs)
taught.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=[ShareWithin(5.0)])
diary = Diary()
history = taught.fit([way, dishes], waits, epochs=8, validation_split=0.25, callbacks=[diary], verbose=0)
