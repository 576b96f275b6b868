"""What the board can see."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"
    verbose_name = "Dashboards"

    def ready(self) -> None:
        from talentboard.jobs.kinds import register_kind

        from .jobs import KIND

        register_kind(KIND)
