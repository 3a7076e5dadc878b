"""The Celery application: ``celery -A questbook worker`` with ``platform/`` and the root on the path."""

import os
import sys
from pathlib import Path

from celery import Celery

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT / "platform"), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questbook.settings")

app = Celery("questbook")
from django.conf import settings  # noqa: E402

app.config_from_object(settings.CELERY)
app.conf.update(include=["worker.tasks"])
