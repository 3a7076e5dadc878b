# %% q5-answer
squared = x**2 + y**2
new_coordinate = "b"
cut = (squared[in_the_disc].max() + squared[~in_the_disc].min()) / 2

# %% q11-answer
operations = 5 * 24 * 3600 * 4 * 2 * 10**12
seconds = operations / 3_000_000
days_in_1990 = f"{seconds} s"
disks = -(-1_200_000 * 256**2 * 3 // 40_000_000)
