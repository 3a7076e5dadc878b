# tries: to take memory without end
# must: be ended for its memory
# score: 0
# ended_by: "memory"
# limits: {"memory_mb": 400}
import time

held = []
while True:
    held.append(bytearray(20_000_000))
    time.sleep(0.005)
