# %% q5-answer
new_coordinate = "b"
cut = np.sqrt(6.0)
