"""Who might step up, and who may go where."""

from django.apps import AppConfig


class PoolsConfig(AppConfig):
    name = "pools"
    verbose_name = "Pools and people"

    def ready(self) -> None:
        from regions.access import register_held_posts
        from talentboard.access.navigation import register_navigation
        from talentboard.audit.describing import register_description
        from talentboard.demonstration.chapters import register_chapter
        from talentboard.digests import register_queue
        from talentboard.events import subscribe_within
        from talentboard.person_file import register_part
        from talentboard.reference import register_reference
        from talentboard.uploads.kinds import register_kind

        from . import notifications, person_file, retention
        from .actions.follow_posts import follow_post
        from .actions.load_reference import load_bands, load_frameworks
        from .correction_mails import register_mails_of_corrections, to_answer
        from .demonstration import chapter, twice
        from .describing import frameworks as described_frameworks
        from .describing import requests as described_requests
        from .reach import frameworks_entry, members_entry, posts_held_by
        from .uploads import MEMBERS

        register_reference("readiness bands", load_bands)
        register_reference("frameworks", load_frameworks)
        register_chapter(chapter)
        register_chapter(twice)
        register_held_posts(posts_held_by)
        subscribe_within("post-moved", follow_post)
        register_navigation(members_entry)
        register_navigation(frameworks_entry)
        register_description("framework", described_frameworks)
        register_kind(MEMBERS)
        notifications.register()
        retention.register()
        register_part(person_file.part_of, order=20)
        register_description("correctionrequest", described_requests)
        register_mails_of_corrections()
        register_queue("corrections", to_answer)
