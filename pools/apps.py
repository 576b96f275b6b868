"""Who might step up, and who may go where."""

from django.apps import AppConfig


class PoolsConfig(AppConfig):
    name = "pools"
    verbose_name = "Pools and people"

    def ready(self) -> None:
        from talentboard.reference import register_reference

        from .actions.load_reference import load_bands

        register_reference("readiness bands", load_bands)
