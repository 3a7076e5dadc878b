# tries: to stop every clock that it can reach, and to run for ever
# must: end at the limit, with what was made until then; the clock that counts is the worker's
# score: 9
# ended_by: "time"
# limits: {"seconds": 4}
import time

time.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0
time.sleep = lambda seconds: None


def add(a, b):
    return a + b


while True:
    pass
