# tries: to make files without end, all of them empty
# must: be ended for its disk
# score: 0
# ended_by: "disk"
# limits: {"seconds": 60}
number = 0
while True:
    number += 1
    try:
        open(f"/tmp/{number}", "w").close()
    except OSError:
        pass
