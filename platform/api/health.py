"""Whether this Questbook is alive, and whether it can do its work: for whoever watches it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quests import progress


@dataclass(frozen=True)
class Check:
    """One thing that must work, and in words how it is."""

    ok: bool
    message: str


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """``{"ok": true}`` as long as the web answers at all."""
    return JsonResponse({"ok": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """``{"ready": …, "checks": {name: {ok, message}}}``; status 503 unless a submission made now would be run."""
    checks = {"database": database(), **workers()}
    ready = all(check.ok for check in checks.values())
    content = {"ready": ready, "checks": {name: asdict(check) for name, check in checks.items()}}
    return JsonResponse(content, status=200 if ready else 503)


def database() -> Check:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Check(False, "the database does not answer")
    return Check(True, "answers")


def workers() -> dict[str, Check]:
    """Whether Redis answers, and a worker, whose sandbox works, gave a sign of life in it."""
    try:
        signs = progress.workers_alive()
    except progress.ProgressUnavailable:
        unknown = Check(False, "not known without Redis")
        return {"redis": Check(False, "Redis does not answer"), "worker": unknown, "sandbox": unknown}
    walled = [sign for sign in signs if sign.sandbox]
    return {
        "redis": Check(True, "answers"),
        "worker": Check(bool(signs), f"{len(signs)} alive" if signs else "no worker gives a sign of life"),
        "sandbox": Check(bool(walled), f"works on {len(walled)}" if walled else "no worker has a working sandbox"),
    }
