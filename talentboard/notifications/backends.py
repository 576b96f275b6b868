"""Where mails go when there is no mail server."""

import sys
from collections.abc import Sequence
from typing import NoReturn

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend


class StandardErrorBackend(EmailBackend):
    """Prints mails on standard error: standard output is a command's result and nothing else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, stream=kwargs.pop("stream", None) or sys.stderr, **kwargs)


class NoServer(BaseEmailBackend):
    """Where no mail server is named mails wait: printed, their links and names would stand in the log."""

    def open(self) -> NoReturn:
        """Raises OSError, as a server does that cannot be reached."""
        raise OSError("TALENTBOARD_MAIL_HOST names no mail server.")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> NoReturn:
        """Raises OSError."""
        self.open()
