"""People, roles, cohorts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, roles, cohorts."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
