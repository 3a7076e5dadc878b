"""Settings of the tests: the real ones, on a folder and a Redis of each test process's own.

Nothing here may touch what ``make run`` keeps in ``.questbook``.
"""

import os
import tempfile

os.environ["QUESTBOOK_HOME"] = tempfile.mkdtemp(prefix="questbook-test-")
for name in ("REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "DEMO", "HTTPS", "LEASE_SECONDS"):
    os.environ.pop(name, None)

from questbook.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir()  # noqa: F405
DEMO = True
# Cheap to check, and as real as the others; test people log in often.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Without collectstatic; tests/house/test_static.py holds that every file that a page names is there.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file as in real life: threads that share an in-memory database do not wait for each other's locks.
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}  # noqa: F405
