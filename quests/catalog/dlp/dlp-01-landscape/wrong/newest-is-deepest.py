# %% q8-answer
history = ["bayes", "kernels", "lenet", "forests", "boosting", "alexnet", "transformers"]
history_why = "Networks came after kernels because they are more modern and use more layers."
