# %% q1-answer
needs_learning = ["b", "d", "f"]
needs_learning_why = ""

# %% q4-answer
missing = "b"
missing_why = "labels"

# %% q9-answer
put_aside = "b"
put_aside_why = None
