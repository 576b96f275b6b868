"""What `check --deploy` says about mails: names, and links that open accounts, do not belong in logs."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from .backends import StandardErrorBackend

PRINTING = f"{StandardErrorBackend.__module__}.{StandardErrorBackend.__qualname__}"


@register(Tags.security, deploy=True)
def mails_are_not_printed(**told: Any) -> list[CheckMessage]:
    """Outside development no mail goes to standard error."""
    if settings.DEBUG or settings.EMAIL_BACKEND != PRINTING:
        return []
    return [
        Warning(
            "Mails are printed on standard error, with names and with links that open accounts.",
            hint="Name a mail server in TALENTBOARD_MAIL_HOST, and take TALENTBOARD_PRINT_MAILS away.",
            id="talentboard.W003",
        )
    ]
