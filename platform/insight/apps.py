"""The admin's dashboards."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The admin's dashboards."""

    name = "insight"
    default_auto_field = "django.db.models.BigAutoField"
