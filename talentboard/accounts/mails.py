"""Mails about accounts."""

from talentboard.clock import LONDON, now
from talentboard.notifications import mail

from .invitations import Invitation


def send_invitation(invitation: Invitation, link: str) -> None:
    """Mail a link, and note whether the mail server took it."""
    taken = mail(
        [invitation.user.email],
        "accounts/mail/invitation.txt",
        person=invitation.user,
        by=invitation.by,
        link=link,
        until=invitation.expires_at.astimezone(LONDON),
    )
    field = "mailed_at" if taken else "mail_failed_at"
    Invitation.objects.filter(pk=invitation.pk).update(**{field: now()})
