"""Mails in plain text: written from a template whose first line is the subject, and never in the way of the work.

Here are those that leave at once (`mail`). Those that are queued with the act they tell of, sent by the worker and kept
in the list of sent mails are a `Kind` (kinds.py), queued by `queue` (queueing.py) and sent by sending.py.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

log = logging.getLogger(__name__)
_silent: ContextVar[bool] = ContextVar("silent", default=False)


@contextmanager
def telling_nobody() -> Iterator[None]:
    """Until the end of the block no mail leaves, of what is committed in it: for people who are made up."""
    before = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(before)


def is_silent() -> bool:
    """Whether nobody is to be told of what is done just now."""
    return _silent.get()


def mail(to: Iterable[str], template: str, **context: Any) -> bool:
    """Send a mail of its own to each address; whether the mail server took them all.

    Call it on commit. A server that is down or refuses is logged, without the address, and raises nothing.
    """
    subject, _, body = render_to_string(template, context).strip().partition("\n")
    messages = [EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[address]) for address in to]
    return deliver(messages)


def deliver(messages: list[EmailMessage]) -> bool:
    """Hand mails to the server over one connection; whether it took them all."""
    if not messages or _silent.get():
        return True
    try:
        return get_connection().send_messages(messages) == len(messages)
    except (SMTPException, OSError) as problem:
        log.error("The mail server did not take a mail: %s", type(problem).__name__)
        return False
