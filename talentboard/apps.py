"""The house itself, switched on."""

from django.apps import AppConfig


class TalentboardConfig(AppConfig):
    name = "talentboard"
    label = "talentboard"
    verbose_name = "Talent boards"

    def ready(self) -> None:
        from . import celery  # noqa: F401  shared tasks find their app in every process
        from .access.navigation import register_navigation
        from .accounts import signals  # noqa: F401  receivers are connected by being read
        from .audit.entries import entries
        from .database import checks  # noqa: F401  registered by being read
        from .database.migrating import watch
        from .digests.mails import register_digests
        from .links import signals as link_signals  # noqa: F401  receivers are connected by being read
        from .notifications import checks as mail_checks  # noqa: F401  registered by being read
        from .outbox import checks as outbox_checks  # noqa: F401  registered by being read
        from .person_file import entries as own_entries
        from .person_file import jobs as person_file_jobs
        from .person_file import own as own_part
        from .person_file import register_part
        from .retention import jobs as retention_jobs
        from .retention import own
        from .uploads.jobs import register

        watch()
        register_digests()
        register_navigation(entries)
        register()
        own.register()
        retention_jobs.register()
        register_part(own_part.part_of, order=90)
        register_navigation(own_entries.entries)
        person_file_jobs.register()
