"""Who we are, what posts we have, and which are or will be vacant."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = "Regions and posts"

    def ready(self) -> None:
        from django.urls import register_converter

        from talentboard.access import register_scopes
        from talentboard.access.navigation import register_navigation
        from talentboard.demonstration.chapters import register_chapter
        from talentboard.person_file import register_part
        from talentboard.person_file.looks import register_titles
        from talentboard.reference import register_reference
        from talentboard.uploads.kinds import register_kind

        from . import person_file, retention
        from .access import scopes_of
        from .actions.load_reference import load_structure
        from .converters import RegionSlug
        from .demonstration import chapter
        from .navigation import return_entries
        from .reach import posts_entry
        from .registering import register
        from .returns.files import OWN_RETURN

        register_converter(RegionSlug, "region")
        register_navigation(posts_entry)
        register_navigation(return_entries)
        register_scopes(scopes_of)
        register_reference("structure", load_structure)
        register_chapter(chapter)
        register()
        register_kind(OWN_RETURN)
        retention.register()
        register_part(person_file.part_of, order=80)
        register_titles(person_file.titles_on)
