"""What the board can see."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"
    verbose_name = "Dashboards"

    def ready(self) -> None:
        from talentboard.access.navigation import register_navigation
        from talentboard.audit.describing import register_description
        from talentboard.demonstration.chapters import register_chapter
        from talentboard.jobs.kinds import register_kind
        from talentboard.uploads.kinds import register_next_step

        from .demonstration import chapter
        from .describing import snapshots
        from .jobs import KIND, figures_now
        from .navigation import look_ahead_entry, quality_entry
        from .packs.demonstration import chapter as packs_chapter
        from .packs.describing import packs
        from .packs.jobs import KINDS
        from .packs.navigation import packs_entry
        from .reading.stored import regions_entry

        register_navigation(regions_entry)
        register_navigation(look_ahead_entry)
        register_navigation(quality_entry)
        register_navigation(packs_entry)
        register_description("snapshot", snapshots)
        register_description("boardpack", packs)
        for kind in (KIND, *KINDS):
            register_kind(kind)
        register_next_step(figures_now)
        register_chapter(chapter)
        register_chapter(packs_chapter)
