"""Real processes that die, hang and race over one database: nothing is lost, nothing counts twice."""

from __future__ import annotations

import os
import signal
import time

import redis

from tests.faults.installation import Installation, answer_of

HAND_IN = """
submission = submissions.submit(learner, quest, "answer.ipynb", NOTEBOOK)
"""
STATE = """
submission = Submission.objects.get()
answer({
    "status": submission.status, "attempt": submission.attempt, "fault": submission.fault,
    "attempts": list(submission.attempts.values_list("state", flat=True)),
    "sent": [sent is not None for sent in submission.attempts.values_list("sent_at", flat=True)],
})
"""
MINUTE_LATER = """
Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=1))
"""


def messages(installation: Installation) -> int:
    with redis.Redis(unix_socket_path=str(installation.redis_socket)) as client:
        return client.llen("cpu")


def test_handing_in_without_redis_is_taken_and_sent_when_redis_is_back(installation: Installation) -> None:
    assert installation.run(HAND_IN + STATE) == {
        "status": "queued",
        "attempt": 1,
        "fault": "",
        "attempts": ["waiting"],
        "sent": [False],
    }
    assert installation.run(MINUTE_LATER + "sweep()" + STATE)["sent"] == [False], "Redis is still away"

    with installation.redis():
        assert installation.run("sweep()" + STATE)["sent"] == [True]
        assert messages(installation) == 1
        installation.run("sweep()" + STATE)
        assert messages(installation) == 1, "one that was just sent is not sent again"


def test_handing_in_while_redis_hangs_is_taken(installation: Installation) -> None:
    with installation.redis():
        with redis.Redis(unix_socket_path=str(installation.redis_socket)) as client:
            server = client.info()["process_id"]
        os.kill(server, signal.SIGSTOP)
        try:
            state = installation.run(HAND_IN + STATE)
        finally:
            os.kill(server, signal.SIGCONT)
    assert (state["status"], state["sent"]) == ("queued", [False])


def test_a_redis_restarted_empty_gets_what_still_waits_again(installation: Installation) -> None:
    with installation.redis():
        installation.run(HAND_IN + "answer(1)")
        with redis.Redis(unix_socket_path=str(installation.redis_socket)) as client:
            client.flushall()
        installation.run("sweep()" + STATE)
        assert messages(installation) == 0, "a message is not thought lost at once"
        installation.run(
            "Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=2),"
            " sent_at=timezone.now() - timedelta(minutes=2)); sweep()" + STATE
        )
        assert messages(installation) == 1


def test_a_worker_killed_while_it_records_loses_nothing(installation: Installation) -> None:
    installation.run(HAND_IN + "answer(1)")
    killed = installation.start("""
submission = Submission.objects.get()
attempts.claim(submission.pk, 1, "killed")
with transaction.atomic():
    assert attempts.record(submission.pk, 1, "killed", graded())
    os.kill(os.getpid(), signal.SIGKILL)
""")
    assert killed.wait(120) == -signal.SIGKILL
    killed.communicate()
    assert installation.run(STATE)["status"] == "running", "the half of a transaction does not count"

    assert installation.run("""
lost = attempts.requeue_expired(timezone.now() + timedelta(seconds=settings.LEASE_SECONDS + 1))
key = Submission.objects.get().pk
late = attempts.record(key, 1, "killed", graded())
claimed = attempts.claim(key, 2, "next") is not None
answer([lost, late, claimed, attempts.record(key, 2, "next", graded())])
""") == [1, False, True, True]
    state = installation.run(STATE)
    assert (state["status"], state["attempts"]) == ("graded", ["lost", "done"])


def test_processes_that_race_for_many_submissions_share_them(installation: Installation) -> None:
    installation.run("""
for _ in range(20):
    submission = Submission.objects.create(
        user=learner, quest=quest, version=quest.current, file_name="a", digest="0" * 64, size=1)
    Attempt.objects.create(submission=submission, number=1)
answer(1)
""")
    race = """
keys = list(Submission.objects.values_list("pk", flat=True).order_by("pk"))
print("READY", flush=True); sys.stdin.readline()
answer([str(key) for key in keys if attempts.claim(key, 1, f"worker-{os.getpid()}")])
"""
    workers = [installation.start(race) for _ in range(3)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "READY\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()

    claimed = [key for worker in workers for key in answer_of(worker)]

    assert len(claimed) == len(set(claimed)) == 20


def test_a_result_that_meets_a_locked_database_waits_for_it(installation: Installation) -> None:
    installation.run(HAND_IN + 'answer(attempts.claim(submission.pk, 1, "worker-a") is not None)')
    holder = installation.start("""
with transaction.atomic():
    User.objects.update(theme="dark")
    print("LOCKED", flush=True)
    sys.stdin.readline()
answer(1)
""")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "LOCKED\n"
    recorder = installation.start("""
print("RECORDING", flush=True)
answer(attempts.record(Submission.objects.get().pk, 1, "worker-a", graded()))
""")
    assert recorder.stdout is not None
    assert recorder.stdout.readline() == "RECORDING\n"
    time.sleep(1)
    assert recorder.poll() is None, "it waits"

    assert answer_of(holder) == 1  # closes its standard input, which lets it go on
    assert answer_of(recorder) is True


def test_a_disk_that_takes_no_more_is_told_to_the_learner_and_nothing_counts(installation: Installation) -> None:
    assert installation.run("""
import resource
notebook = json.loads(NOTEBOOK)
notebook["cells"][0]["source"] = "x = 1  #" + "x" * 900_000
for i in range(4):
    notebook["cells"].append({**notebook["cells"][0], "id": f"more-{i}"})
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
try:
    submissions.submit(learner, quest, "answer.ipynb", json.dumps(notebook).encode())
except Rejected as rejected:
    left = [path.name for path in (settings.HOME / "files").rglob("*") if path.is_file()]
    answer([rejected.code, Submission.objects.count(), left])
""") == ["not-stored", 0, []]
