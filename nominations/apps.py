"""How a person is put forward."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "Nominations"

    def ready(self) -> None:
        from pools.actions.merging import MERGED, PARTED
        from talentboard.access.navigation import register_navigation
        from talentboard.demonstration.chapters import register_chapter
        from talentboard.events import subscribe_within
        from talentboard.person_file import register_part
        from talentboard.uploads.kinds import register_kind

        from . import invitations, person_file, queues, retention
        from .actions.following import follow_merge, follow_parting
        from .demonstration import chapter
        from .navigation import own_entry, queue_entry, rounds_entry
        from .notifications import register_mails_of_nominations
        from .uploads import NOMINATIONS

        register_chapter(chapter)
        subscribe_within(MERGED, follow_merge)
        subscribe_within(PARTED, follow_parting)
        invitations.register()
        register_mails_of_nominations()
        retention.register()
        register_navigation(own_entry)
        register_navigation(queue_entry)
        register_navigation(rounds_entry)
        queues.register()
        register_kind(NOMINATIONS)
        register_part(person_file.part_of, order=30)
