# tries: to loop for ever with every signal masked and ignored
# must: be ended for its time
# score: 0
# ended_by: "time"
# limits: {"seconds": 1}
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP})
while True:
    pass
