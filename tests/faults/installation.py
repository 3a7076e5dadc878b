"""A Questbook installation of a test's own, on which separate processes work and die."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import processes

PREAMBLE = """
import django; django.setup()
import json, os, signal, sys
from datetime import timedelta
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from accounts.models import User
from graders.report import Report
from quests.models import Attempt, Quest, Submission
from quests.rejected import Rejected
from quests.services import attempts, submissions
sweep = attempts.requeue_expired
from tests.people import NOTEBOOK, school
learner = User.objects.filter(email="learner@example.org").first()
quest = Quest.objects.filter(slug="open-quest").first()
def answer(value): print("ANSWER", json.dumps(value, default=str))
def graded(): return Report(quest="open-quest", state="graded", score=1, max_score=1, findings=[])
"""


@dataclass
class Installation:
    """A folder of data with a migrated database and the people of ``tests.people``."""

    home: Path

    @property
    def redis_socket(self) -> Path:
        """Where its Redis listens, when there is one."""
        return self.home / "redis.sock"

    @contextmanager
    def redis(self) -> Iterator[None]:
        """Its Redis, for as long as the block lasts."""
        with processes.redis_on(self.redis_socket, self.home):
            yield

    def start(self, code: str, **environment: str) -> subprocess.Popen[str]:
        """Run Python code in a process of its own, with the names of ``PREAMBLE`` at hand."""
        return subprocess.Popen(
            [sys.executable, "-c", PREAMBLE + code],
            cwd=processes.ROOT,
            env=processes.environment(self.home, REDIS_URL=f"unix://{self.redis_socket}", **environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str, **environment: str) -> Any:
        """Run code to its end and return what it gave to ``answer``."""
        return answer_of(self.start(code, **environment))


def answer_of(process: subprocess.Popen[str], timeout: float = 120) -> Any:
    """What a process gave to ``answer``; its errors are shown when it gave nothing."""
    output, errors = process.communicate(timeout=timeout)
    found = [line for line in output.splitlines() if line.startswith("ANSWER ")]
    assert found, f"exit status {process.returncode}\n{output}\n{errors}"
    return json.loads(found[-1].removeprefix("ANSWER "))
