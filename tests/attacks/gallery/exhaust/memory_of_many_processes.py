# tries: to take memory in many processes, each of which takes little
# must: be ended for the memory of all together
# score: 0
# ended_by: "memory"
# limits: {"memory_mb": 400}
import os, time

for _ in range(12):
    if os.fork() == 0:
        held = os.urandom(60_000_000)
        time.sleep(60)
time.sleep(60)
