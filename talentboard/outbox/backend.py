"""The mail server of a demonstration: each mail becomes a file."""

import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEPT = 1000
ENDING = ".eml"


class OutboxBackend(BaseEmailBackend):
    """Keeps the newest thousand mails, as they would have been sent. Raises OSError, as a server that is away."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.OUTBOX)
        folder.mkdir(mode=0o700, exist_ok=True)
        for message in email_messages:
            write(folder, message)
        for old in sorted(folder.glob(f"*{ENDING}"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return len(email_messages)


def write(folder: Path, message: EmailMessage) -> None:
    """Whole or not at all; the name says when, so that names sort as mails were sent."""
    name = f"{time.time_ns()}-{uuid.uuid4().hex}"
    unfinished = folder / f"{name}.part"
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(message.message().as_bytes(linesep="\r\n"))
    unfinished.rename(folder / f"{name}{ENDING}")
