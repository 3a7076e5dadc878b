# %% frame
usable = ["hour", "weekday", "holiday", "temperature", "rain", "wind"]
measure = "mse"
why_measure = "Large errors should count more than small ones, so they are squared."

# %% baseline
baseline_mae = ((later_table[:, 6] - later_rentals) ** 2).mean()
