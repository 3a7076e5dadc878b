"""The HTTP API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The HTTP API."""

    name = "api"
    default_auto_field = "django.db.models.BigAutoField"
