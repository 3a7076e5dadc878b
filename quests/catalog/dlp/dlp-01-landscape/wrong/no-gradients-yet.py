# %% q9-answer
put_aside = "a"
put_aside_why = "Backpropagation was invented only when graphics cards came."
