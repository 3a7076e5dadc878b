# %% q12-answer
new_ideas = ["a", "b", "c", "e"]
