# tries: to print for ever
# must: be ended for its output
# score: 0
# ended_by: "output"
# limits: {"output_mb": 1}
while True:
    print("x" * 1000)
