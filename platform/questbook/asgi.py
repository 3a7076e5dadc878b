"""ASGI entry: ``uvicorn questbook.asgi:application`` with ``platform/`` and the root on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT / "platform"), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questbook.settings")

from django.conf import settings  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402

from questbook.body_limit import BodyLimit  # noqa: E402

application = BodyLimit(
    get_asgi_application(), {"": 3 * settings.MAX_UPLOAD_BYTES, "/teach/": 2 * settings.MAX_QUEST_ZIP_BYTES}
)
