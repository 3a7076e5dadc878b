"""The worker as a Django app, for its management commands."""

from __future__ import annotations

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """Runs notebooks; has no tables."""

    name = "worker"
