# tries: to take the whole processor from its neighbour, by many processes that only count, and by its priority
# must: be ended for its time; the neighbour is graded all the same
# score: 0
# ended_by: "time"
# limits: {"seconds": 3}
# beside: true
import os

try:
    os.nice(-20)
except OSError:
    pass
try:
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
except OSError:
    pass
for _ in range(6):
    if os.fork() == 0:
        break
while True:
    pass
