"""The instructor's pages."""

from django.apps import AppConfig


class TeachConfig(AppConfig):
    """The instructor's pages."""

    name = "teach"
    default_auto_field = "django.db.models.BigAutoField"
