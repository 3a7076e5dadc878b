"""Settings. Every one that an operator may change is an environment variable, read here and nowhere else.

``docs/settings.md`` lists them.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("QUESTBOOK_HOME", ROOT / ".questbook")).resolve()
"""All data of this installation: database, uploads, evidence, data sets, the secret key."""
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0")


def _count(name: str, *, default: int, least: int = 0) -> int:
    value = os.environ.get(name, str(default)).strip()
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number, {least} or more")
    return int(value)


def _secret_key() -> str:
    """The key of this installation: given, or made once and kept readable by the owner alone."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = HOME / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    from django.core.management.utils import get_random_secret_key

    key = get_random_secret_key()
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


SECRET_KEY = _secret_key()
DEBUG = _flag("DEBUG", default=False)
DEMO = _flag("DEMO", default=False)
"""Whether demo accounts, whose passwords everybody knows, may be made. ``make run`` sets it; an installation never."""
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]
HTTPS = _flag("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "SAMEORIGIN"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "questbook",
    "accounts",
    "quests",
    "worker",
    "learn",
    "teach",
    "insight",
    "api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "questbook.static_files.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "questbook.urls"
ASGI_APPLICATION = "questbook.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "platform" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'questbook.sqlite3'}"), conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on while one writes; IMMEDIATE makes writers wait their turn instead of failing.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupFields"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = os.environ.get("EMAIL_VERIFICATION", "none")
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어")]
LOCALE_PATHS = [ROOT / "platform" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Seoul"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [ROOT / "platform" / "static"]
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Scripts come from our own files alone; learner output is shown only in a sandboxed iframe.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}


def _redis_socket() -> Path:
    """Where the Redis that ``manage.py up`` starts listens: in HOME, or where that is too long for a socket, in /tmp.

    Linux allows 107 bytes. The folder in /tmp is made by ``up``, which refuses one that somebody else made.
    """
    socket = HOME / "redis.sock"
    if len(os.fsencode(socket)) <= 100:
        return socket
    return Path("/tmp", f"questbook-{hashlib.sha256(os.fsencode(HOME)).hexdigest()[:20]}", "redis.sock")


REDIS_SOCKET = _redis_socket()
REDIS_URL = os.environ.get("REDIS_URL", f"unix://{REDIS_SOCKET}")
_broker = f"redis+socket://{REDIS_URL.removeprefix('unix://')}" if REDIS_URL.startswith("unix://") else REDIS_URL
CELERY = {
    "broker_url": _broker,
    "task_ignore_result": True,
    "task_default_queue": "cpu",
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "broker_connection_retry_on_startup": True,
    # A Redis that hangs must not hang the page of somebody who hands in.
    "broker_transport_options": {"socket_timeout": 5.0, "socket_connect_timeout": 5.0},
    # Claims and leases live in the database; a task lost with Redis is sent again from there.
    "task_acks_late": False,
    "worker_hijack_root_logger": False,
    "timezone": "UTC",
}

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
"""Where ``manage.py up`` lets the web listen; checked there."""
WORKER_SLOTS = _count("WORKER_SLOTS", default=2, least=1)
"""How many submissions this node runs at once on its processor."""
SLOT_CORES = _count("SLOT_CORES", default=0)
"""Cores of each slot; 0 shares out those of the machine."""
SLOT_MEMORY_MB = _count("SLOT_MEMORY_MB", default=0)
"""Memory of each slot; 0 lets each run take what its quest allows."""
GPU_SLOTS = _count("GPU_SLOTS", default=1, least=1)
"""How many submissions this node runs at once on each of its GPUs."""
MAKE_DATA = _flag("MAKE_DATA", default=True)
"""Whether ``manage.py up`` makes shipped quests' data sets in the background; if not, their first run does."""
NURSERY = _flag("NURSERY", default=True)
"""Whether a worker keeps warm parents. Without, every notebook and every judge imports its libraries anew."""
NURSERY_MEMORY_MB = _count("NURSERY_MEMORY_MB", default=0)
"""What all quests' own parents together may hold; 0 for a quarter of the machine's memory."""
LEASE_SECONDS = float(os.environ.get("LEASE_SECONDS", "30"))
"""How long a worker holds an attempt without a sign of life."""
DUE_DAYS = int(os.environ.get("DUE_DAYS", "7"))
"""How many days after its opening a quest is due, at the end of the day."""
EVENTS_KEEP_ALIVE_SECONDS = 15.0
"""How often a silent event stream says that it is still there; proxies close silent connections after 30 or 60."""
EVENTS_RETRY_MILLISECONDS = 3000
"""How long a browser waits before it connects again."""
CSRF_FAILURE_VIEW = "api.answers.csrf_failure"
MAX_UPLOAD_BYTES = 20_000_000
"""Of a notebook; the graders read no larger one (``graders.notebook.MAX_BYTES``)."""
MAX_QUEST_ZIP_BYTES = 50_000_000
"""Of a quest's zip; none that is larger is unpacked (``graders.quest_zip.MAX_ZIP_BYTES``)."""
MAX_RUNS = 3
"""How often an attempt is run again when its worker dies, before the submission ends as the platform's fault."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"not_ready_is_no_error": {"()": "questbook.logs.NotReadyIsNoError"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["not_ready_is_no_error"]}
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
}
