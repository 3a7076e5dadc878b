# tries: to start threads without end
# must: be ended for its processes, of which threads are
# score: 0
# ended_by: "processes"
# limits: {"processes": 64}
import threading, time

while True:
    try:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    except RuntimeError:
        time.sleep(0.01)
