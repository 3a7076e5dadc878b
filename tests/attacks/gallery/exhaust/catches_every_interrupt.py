# tries: to catch each interrupt and to go on
# must: be ended for its time
# score: 0
# ended_by: "time"
# limits: {"seconds": 1}
import time

while True:
    try:
        time.sleep(60)
    except BaseException:
        pass
