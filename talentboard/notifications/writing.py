"""Writing a mail when it is sent: the text first, and the same words as HTML."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from .kinds import kind_of
from .models import Notification


def message_of(mail: Notification) -> EmailMultiAlternatives:
    """The message. Its id is the mail's own, so that two copies of it would be known as one.

    Its template knows as `to` the account it goes to; None for somebody without one.
    """
    kind = kind_of(mail.kind)
    known = {**kind.context(mail), "to": mail.to}
    subject, body = text_of(kind.template, known)
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = EmailMultiAlternatives(
        subject=subject,
        body=body,
        to=[mail.to.email if mail.to else mail.address],
        headers={
            "Message-ID": f"<{mail.pk}@{sender.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        },
    )
    paragraphs = [part.strip() for part in body.split("\n\n") if part.strip()]
    html = render_to_string(kind.html, {**known, "subject": subject, "paragraphs": paragraphs})
    message.attach_alternative(html, "text/html")
    return message


def text_of(template: str, context: dict) -> tuple[str, str]:
    """The subject, which is the first line of a template, and the text under it."""
    subject, _, body = render_to_string(template, context).strip().partition("\n")
    paragraphs = [part.strip() for part in body.split("\n\n")]
    return subject.strip(), "\n\n".join(part for part in paragraphs if part) + "\n"


def link(path: str) -> str:
    """The whole address of a page."""
    return settings.SITE_ADDRESS + path
