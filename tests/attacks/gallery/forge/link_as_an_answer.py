# tries: to have a file of the system taken for an answer, by a link in its place
# must: have the link left behind
# score: 1
# notice: "answers-dropped"
import os, runpy

runpy.run_path = lambda *_: {"main": lambda names, ask, answers: os.symlink("/etc/passwd", answers + "/add.json")}


def add(a, b):
    return a + b
