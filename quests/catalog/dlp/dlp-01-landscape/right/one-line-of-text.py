# %% q1-answer
needs_learning = "b, d and f"
needs_learning_why = "Sorting needs no examples: the order of the alphabet is a rule that never errs."

# %% q2-answer
chess = "Artificial intelligence"
loans = "ML"
captions = "Deep Learning"
payslip = "None of them"

# %% q5-answer
new_coordinate = "b) x**2 + y**2"
cut = "1.5"

# %% q6-answer
loop = "initialise -> predict -> loss -> gradient -> update"

# %% q8-answer
history = "bayes, lenet, kernels, forests, alexnet, boosting, transformers"
history_why = "Kernels came with a theory and one optimum, which the small networks before them lacked."

# %% q11-answer
days_in_1990 = "3.2e8 hours"
disks = "5,898.24"

# %% q12-answer
new_ideas = "a, c, e"
