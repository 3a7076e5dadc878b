"""The quests app."""

from django.apps import AppConfig


class QuestsConfig(AppConfig):
    """Courses, quests, submissions."""

    name = "quests"
    default_auto_field = "django.db.models.BigAutoField"
