"""What learners' notebooks do to themselves, and that each run ends all the same."""

from __future__ import annotations

import json
import time

from tests.sandbox.scenes import play

MB = 2**20


def test_the_cells_after_an_exception_run_too() -> None:
    outcome = play(["first = 1", "second = first / 0", "third = first + 2"], ask=["third"])
    assert outcome.states == ["ok", "error", "ok"]
    assert outcome.ended_by == "error"
    assert json.loads(outcome.answers["third.json"])["values"][0]["value"] == 3


def test_an_error_names_the_line_of_the_learners_own_code() -> None:
    outcome = play(["def half(n):\n    # a comment\n    return n / 0", "x = 1\n\nhalf(x)"])
    error = outcome.cells[1]["error"]
    assert (error["name"], error["cell"], error["line"]) == ("ZeroDivisionError", "cell-1", 3)
    assert "\x1b" not in error["traceback"]


def test_a_syntax_error_names_its_line_and_no_made_up_file() -> None:
    outcome = play(["x = 1\nfor i in range(3)\n    print(i)", "y = 2"])
    error = outcome.cells[0]["error"]
    assert (error["name"], error["cell"], error["line"]) == ("SyntaxError", "cell-1", 2)
    assert error["message"].endswith("(line 2)")
    assert outcome.states == ["error", "ok"]


def test_an_endless_loop_is_interrupted_and_what_was_made_before_still_counts() -> None:
    outcome = play(["kept = 42", "while True: pass", "never = 1"], ask=["kept", "never"], seconds=2)
    assert (outcome.ended_by, outcome.limit) == ("time", 2)
    assert outcome.states == ["ok", "interrupted", "not_run"]
    assert outcome.asked
    assert json.loads(outcome.answers["kept.json"])["values"][0]["value"] == 42
    assert json.loads(outcome.answers["never.json"])["status"] == "missing"


def test_a_loop_that_ignores_every_interrupt_is_killed() -> None:
    source = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    outcome = play(["kept = 1", source], ask=["kept"], seconds=2)
    assert outcome.ended_by == "time"
    assert not outcome.asked
    assert outcome.left == []


def test_a_kernel_that_ends_itself_keeps_what_ran_before() -> None:
    outcome = play(["print('before')", "import os\nos._exit(3)", "after = 1"])
    assert outcome.ended_by == "kernel_died"
    assert outcome.states == ["ok", "interrupted", "not_run"]
    assert outcome.outputs[0] == "before\n"


def test_a_kernel_that_stops_itself_ends_with_its_time() -> None:
    outcome = play(["import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "after = 1"], seconds=2)
    assert outcome.ended_by == "time"
    assert outcome.states == ["interrupted", "not_run"]
    assert outcome.left == []


def test_a_flood_of_output_ends_the_run() -> None:
    outcome = play(["while True: print('x' * 1000)"], output_mb=1)
    assert (outcome.ended_by, outcome.limit) == ("output", MB)
    assert outcome.left == []


def test_what_was_made_before_too_much_output_still_counts() -> None:
    source = "import time\nwhile True:\n    print('x' * 100_000)\n    time.sleep(0.02)"
    outcome = play(["kept = 1", source], ask=["kept"], output_mb=1)
    assert outcome.ended_by == "output"
    assert json.loads(outcome.answers["kept.json"])["status"] == "answered"


def test_a_flood_of_displays_ends_the_run() -> None:
    source = "from IPython.display import display\nd = display(0, display_id=True)\nwhile True: d.update('x' * 500)"
    assert play([source], output_mb=1).ended_by == "output"


def test_one_enormous_output_ends_the_run() -> None:
    assert play(["print('x' * 60_000_000)", "after = 1"], output_mb=1).ended_by == "output"


def test_one_enormous_output_of_an_endless_cell_ends_the_run() -> None:
    assert play(["print('x' * 60_000_000, flush=True)\nwhile True: pass"], output_mb=1).ended_by == "output"


def test_text_that_overwrites_itself_costs_the_worker_no_time() -> None:
    outcome = play(["print('a' * 200_000 + '\\b' * 200_000)", "print('10%\\r20%\\r100%')"])
    assert outcome.states == ["ok", "ok"]
    assert outcome.outputs[1] == "100%\n"


def test_input_says_what_to_do_instead() -> None:
    error = play(["name = input('Your name? ')"]).cells[0]["error"]
    assert "nobody can type" in error["message"]


def test_chatter_on_stderr_is_no_error() -> None:
    outcome = play(["import sys, warnings\nprint('loading', file=sys.stderr)\nwarnings.warn('old')"])
    assert outcome.states == ["ok"]
    assert outcome.ended_by == "finished"


def test_every_script_and_broken_unicode_come_through() -> None:
    outcome = play(["print('안녕하세요 🎓')\nraise ValueError('오류 \\x00')"])
    assert outcome.outputs[0].startswith("안녕하세요 🎓")
    assert outcome.cells[0]["error"]["message"].startswith("오류")
    assert "\x00" not in json.dumps(outcome.cells, ensure_ascii=False)


def test_leaving_python_ends_only_the_cell() -> None:
    outcome = play(["import sys\nsys.exit(3)", "after = 1"], ask=["after"])
    assert outcome.states == ["error", "ok"]
    assert json.loads(outcome.answers["after.json"])["status"] == "answered"


def test_a_thousand_cells_run() -> None:
    outcome = play(["total = 0", *["total += 1"] * 998, "print(total)"], seconds=300)
    assert outcome.states == ["ok"] * 1000
    assert outcome.outputs[-1] == "998\n"


def test_what_happens_is_told_while_it_happens() -> None:
    source = "print('Epoch 1/2')\nprint('10/10 - 1s - loss: 0.5000 - accuracy: 0.9000', flush=True)"
    events = play([source]).events
    assert [event["phase"] for event in events if event["type"] == "phase"] == ["starting", "running", "asking"]
    assert [event["state"] for event in events if event["type"] == "cell"] == ["running", "ok"]
    epoch = next(event for event in events if event["type"] == "epoch")
    assert (epoch["epoch"], epoch["epochs"], epoch["logs"]) == (1, 2, {"loss": 0.5, "accuracy": 0.9})


def test_a_question_to_an_object_that_fights_back_is_answered_as_an_error() -> None:
    source = (
        "class Trap:\n"
        "    shape = dtype = 1\n"
        "    def __array__(self, *a, **k): raise SystemExit\n"
        "trap = Trap()\n"
        "good = [1, 2]"
    )
    outcome = play([source], ask=["trap", "good"])
    assert json.loads(outcome.answers["trap.json"])["status"] == "error"
    assert json.loads(outcome.answers["good.json"])["status"] == "answered"


def test_a_run_takes_no_longer_than_its_limit_and_the_grace() -> None:
    begun = time.monotonic()
    outcome = play(["import time\ntime.sleep(600)"], seconds=1)
    assert outcome.ended_by == "time"
    assert time.monotonic() - begun < 120
