"""What is done around every migrate: the roles must be there before; afterwards the grants and the second lock are."""

from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models.signals import post_migrate, pre_migrate

from .grants import grant_declared, missing_roles
from .obedience import obey_owner_only
from .retaining import know_retention


def watch() -> None:
    """Do both with every migrate of the default database, test databases included. Called once all apps are ready."""
    senders = [app for app in apps.get_app_configs() if app.models_module is not None]
    pre_migrate.connect(before, sender=senders[0], dispatch_uid="talentboard.database.before")
    post_migrate.connect(after, sender=senders[-1], dispatch_uid="talentboard.database.after")


def before(*, using: str, **told: Any) -> None:
    """Raise CommandError with a sentence when the server lacks the roles that tables are granted to."""
    if using == DEFAULT_DB_ALIAS and (missing := missing_roles(connections[using])):
        raise CommandError(
            f"The database server has no role {' and no role '.join(missing)}. Migrations make no roles: run the SQL "
            "in docs/operate.md as the server's administrator, then migrate again."
        )


def after(*, using: str, **told: Any) -> None:
    """Grant what the models declare, let nobody but the owner ignore triggers, and name the login that may delete."""
    if using == DEFAULT_DB_ALIAS:
        with transaction.atomic(using=using):
            grant_declared(connections[using])
            obey_owner_only(connections[using])
            know_retention(connections[using])
