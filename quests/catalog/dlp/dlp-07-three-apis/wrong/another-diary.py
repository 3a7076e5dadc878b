# %% train
taught = Taught(inputs=functional.inputs, outputs=functional.outputs)
taught.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=[ShareWithin(5.0)])
diary = Diary()
history = taught.fit([way, dishes], waits, epochs=8, validation_split=0.25, callbacks=[Diary()], verbose=0)
