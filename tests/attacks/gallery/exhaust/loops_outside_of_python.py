# tries: to loop in C, where Python looks at no signal
# must: be ended for its time
# score: 0
# ended_by: "time"
# limits: {"seconds": 1}
import re

re.match(r"(a*)*b", "a" * 40)
