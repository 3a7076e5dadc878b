# %% q10-answer
churn = "convnet"
birds = "convnet"
spam = "convnet"
surcharge = "boosting"
