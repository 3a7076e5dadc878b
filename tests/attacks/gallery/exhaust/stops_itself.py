# tries: to stop itself by SIGSTOP, so that no interrupt is ever seen
# must: be ended for its time
# score: 0
# ended_by: "time"
# limits: {"seconds": 1}
import os, signal

os.kill(os.getpid(), signal.SIGSTOP)
