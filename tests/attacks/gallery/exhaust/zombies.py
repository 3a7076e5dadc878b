# tries: to fill the table of processes with dead ones that it never looks after
# must: be ended for its processes, dead ones included
# score: 0
# ended_by: "processes"
# limits: {"processes": 64}
import os, time

while True:
    try:
        if os.fork() == 0:
            os._exit(0)
    except OSError:
        time.sleep(0.01)
