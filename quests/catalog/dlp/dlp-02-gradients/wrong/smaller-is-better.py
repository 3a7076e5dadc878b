# %% question
too_small = "a"
too_small_why = "The derivative is the limit for a large number of steps."
