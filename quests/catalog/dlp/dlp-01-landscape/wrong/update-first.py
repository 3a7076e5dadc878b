# %% q6-answer
loop = ["initialise", "predict", "gradient", "loss", "update"]
