# tries: to write a full report wherever it may write, to print one, and to publish one as an output
# must: be believed by nobody: the report comes from the judge alone
# score: 1
import json
import os

from IPython.display import display

found = {"kind": "function", "state": "passed", "points": 9, "max_points": 9, "title": {}, "message": {}}
report = {
    "state": "graded",
    "quest": "dlp-02-sums",
    "score": 10,
    "max_score": 10,
    "findings": [{"criterion": "add", **found}],
}
print(json.dumps(report))
display({"application/json": report, "text/plain": "10/10"}, raw=True)
for place in (
    "/out",
    "/evidence",
    "/tmp",
    "/home/learner",
    "/questbook",
    "/questbook/answers",
    "/run/kernel",
    "/dev/shm",
):
    try:
        os.makedirs(place, exist_ok=True)
        with open(f"{place}/report.json", "w") as file:
            json.dump(report, file)
    except OSError:
        pass


def add(a, b):
    return None
