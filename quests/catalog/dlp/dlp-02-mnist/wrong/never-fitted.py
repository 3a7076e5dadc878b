# %% train
history = None
