# tries: to print one line larger than the worker would wish to hold
# must: be ended for its output
# score: 0
# ended_by: "output"
# limits: {"output_mb": 1}
print("x" * 60_000_000)
while True:
    pass
