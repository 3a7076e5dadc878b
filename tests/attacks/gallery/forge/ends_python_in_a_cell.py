# tries: to end Python with success before anything could be found wrong
# must: be graded, and told that Python ended in this cell
# score: 0
# ended_by: "kernel_died"
import os


def add(a, b):
    return a + b


os._exit(0)
