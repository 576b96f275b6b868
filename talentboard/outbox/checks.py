"""What `check --deploy` says about the outbox: it is a demonstration's."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from .backend import OutboxBackend

BACKEND = f"{OutboxBackend.__module__}.{OutboxBackend.__qualname__}"


@register(Tags.security, deploy=True)
def mails_are_not_kept_for_everybody(**told: Any) -> list[CheckMessage]:
    """No mail goes to the outbox, and nothing names its folder."""
    if not settings.OUTBOX and settings.EMAIL_BACKEND != BACKEND:
        return []
    return [
        Error(
            "Mails are kept on a page that everybody can open, with links that open accounts.",
            hint="Take TALENTBOARD_OUTBOX away, and name a mail server in TALENTBOARD_MAIL_HOST.",
            id="talentboard.E002",
        )
    ]
