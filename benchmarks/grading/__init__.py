"""``make bench``: Questbook, nbgrader and Otter grade the same submissions on the same machine, in turns.

===============  ======================================================================
assignments/     the three assignments, each said once; every grader's form of it is written from that
forms.py         an assignment as a quest folder, as an nbgrader course and as Otter's autograder
rivals.py        nbgrader and Otter, by their command lines, in environments of their own
host.py          the process in which Questbook, or the floor, grades; as long-lived as a worker
ours.py          Questbook and the floor, by their hosts
meter.py         processor seconds and memory of process trees
measure.py       who is measured when
results.py       medians, ratios, the table, the page under docs/measurements/
profile.py       where our own time goes, by phase
===============  ======================================================================
"""
