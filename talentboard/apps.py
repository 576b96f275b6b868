"""The house itself, switched on."""

from django.apps import AppConfig


class TalentboardConfig(AppConfig):
    name = "talentboard"
    label = "talentboard"
    verbose_name = "Talent boards"

    def ready(self) -> None:
        from . import celery  # noqa: F401  shared tasks find their app in every process
        from .database.migrating import watch

        watch()
