# %% q4-answer
missing = "d"
missing_why = "Buy a graphics card and train on all the collar data of three years."
