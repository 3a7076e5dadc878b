# tries: to end the kernel at once, with a status that says all is well
# must: be judged by what ran until then
# score: 0
# ended_by: "kernel_died"
import os

os._exit(0)
