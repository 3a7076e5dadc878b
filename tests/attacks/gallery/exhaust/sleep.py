# tries: to sleep through the grading
# must: be ended for its time
# score: 0
# ended_by: "time"
# limits: {"seconds": 1}
import time

time.sleep(3600)
