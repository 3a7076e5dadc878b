# %% q11-answer
days_in_1990 = 5 * 2e12 / 3e6
disks = 1_200_000 * 256 * 256 / 40e6
