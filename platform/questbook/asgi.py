"""ASGI entry: ``uvicorn questbook.asgi:application`` with ``platform/`` and the root on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT / "platform"), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questbook.settings")

from django.core.asgi import get_asgi_application  # noqa: E402

application = get_asgi_application()
