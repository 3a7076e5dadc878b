# %% q7-answer
together = "d"
