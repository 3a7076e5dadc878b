# tries: to fork without end
# must: be ended for its processes
# score: 0
# ended_by: "processes"
# limits: {"processes": 64}
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
