"""The learner's pages."""

from django.apps import AppConfig


class LearnConfig(AppConfig):
    """The learner's pages."""

    name = "learn"
    default_auto_field = "django.db.models.BigAutoField"
