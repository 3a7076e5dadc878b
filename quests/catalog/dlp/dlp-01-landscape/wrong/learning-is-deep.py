# %% q2-answer
chess = "ml"
loans = "dl"
captions = "dl"
payslip = "none"
