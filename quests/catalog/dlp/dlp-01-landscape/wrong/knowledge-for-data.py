# %% q3-answer
inputs = "c"
expected = "b"
measure = "b"
