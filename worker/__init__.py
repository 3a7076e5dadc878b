"""Running what learners handed in: the sandbox, the kernel, the questions, the judge.

Nothing here but :mod:`worker.tasks` and :mod:`worker.heartbeat` touches the database.
"""
