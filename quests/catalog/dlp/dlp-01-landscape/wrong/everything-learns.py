# %% q1-answer
needs_learning = ["b", "d", "e", "f"]
needs_learning_why = "Sorting has an exact rule, so there is nothing that examples could add to it."
