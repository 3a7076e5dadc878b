# %% q5-answer
new_coordinate = "a"
cut = 0
