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

from django.conf import settings  # noqa: E402

app = Celery("questbook", include=["worker.tasks"])
# Views run in threads, and ``celery.current_app`` belongs to one thread unless an app is the default of all.
app.set_default()
# Read when first needed: importing this module must not read the settings, which may just be importing it.
app.add_defaults(lambda: settings.CELERY)
