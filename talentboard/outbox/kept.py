"""The mails in the outbox, read again."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from django.conf import settings

from .backend import ENDING

NAME = re.compile(r"\d{1,20}-[0-9a-f]{32}")
NANOSECONDS = 10**9


@dataclass(frozen=True)
class KeptMail:
    """One mail as it was sent. `name` is its file's, without the ending."""

    name: str
    content: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def sent_at(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(int(self.name.partition("-")[0]) / NANOSECONDS, tz=dt.UTC)

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return ", ".join(str(self.message[header]) for header in ("To", "Cc", "Bcc") if self.message[header])

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        """The same words as HTML; empty where there are none."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        return part.get_content() if part else ""


def newest_first(address: str = "") -> Sequence[KeptMail]:
    """The mails to everybody, or to addresses that hold these letters."""
    wanted = address.strip().lower()
    found = (_read(path) for path in sorted(Path(settings.OUTBOX).glob(f"*{ENDING}"), reverse=True))
    return [mail for mail in found if mail and (not wanted or wanted in mail.to.lower())]


def one(name: str) -> KeptMail | None:
    """The mail of a name; None when there is none."""
    return _read(Path(settings.OUTBOX) / f"{name}{ENDING}") if NAME.fullmatch(name) else None


def _read(path: Path) -> KeptMail | None:
    """None for one that has just been thrown away."""
    try:
        return KeptMail(path.name.removesuffix(ENDING), path.read_bytes())
    except FileNotFoundError:
        return None
