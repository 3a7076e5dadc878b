# %% q1-answer
needs_learning = {"F", "D", "B"}
needs_learning_why = """A tax is a fixed formula: a program that learned it
from examples could only ever come near to it."""

# %% q3-answer
inputs, expected, measure = "(A)", "B.", "d)"

# %% q6-answer
loop = np.array(["initialise", "predict", "loss", "gradient", "update"])

# %% q8-answer
history = ("Bayes", "LeNet", "Kernels", "Forests", "AlexNet", "Boosting", "Transformers")
history_why = "Transformers were fed with far more text, on far more machines, than boosting ever could use."

# %% q11-answer
days_in_1990 = np.float64(13_333_333)
disks = np.array(5898.24)

# %% q12-answer
new_ideas = ("e", "c", "a")
