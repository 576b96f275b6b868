"""The house's own chapters: the audit, mails and their links, uploads and sessions."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from talentboard.audit.models import KEPT_FOR, AuditEvent
from talentboard.database.privileges import Privileges
from talentboard.links.models import Link
from talentboard.notifications.models import Notification
from talentboard.person_file.models import PersonFileCopy
from talentboard.uploads.models import Upload, UploadFile

from .chapters import Chapter, On, Part, register_retention
from .holds import held
from .lasting import Lasts

Session.privileges = Privileges(retention="SELECT, DELETE")
OVER_WITH = (Notification.State.SENT, Notification.State.FAILED, Notification.State.DROPPED)


def lines(on: On) -> QuerySet:
    """Lines of the audit, but for those about somebody under a legal hold."""
    about_held = AuditEvent.objects.filter(about_kind="candidate", about_id__in=held("candidate"))
    return AuditEvent.objects.filter(at__lt=on.end).exclude(pk__in=about_held.values("pk"))


def mails(on: On) -> QuerySet:
    """Mails with which nothing is to be done any more."""
    return Notification.objects.filter(state__in=OVER_WITH, queued_at__lt=on.end)


def uploads(on: On) -> QuerySet:
    return Upload.objects.filter(expires_at__lte=on.moment)


def files(on: On) -> QuerySet:
    return UploadFile.objects.filter(upload__in=uploads(on))


def links(on: On) -> QuerySet:
    return Link.objects.long_over(on.moment)


def printed(on: On) -> QuerySet:
    return PersonFileCopy.objects.over(on.moment)


def sessions(on: On) -> QuerySet:
    return Session.objects.filter(expire_date__lt=on.moment)


AUDIT = Chapter(
    slug="audit",
    what="Lines of the audit: who did and looked at what",
    lasts=KEPT_FOR,
    since="after it was done",
    parts=[Part(("line of the audit", "lines of the audit"), lines)],
)
MAILS = Chapter(
    slug="mails",
    what="The list of sent mails: of which kind, to whom, and what became of each",
    lasts=Lasts(months=24),
    since="after they were queued",
    parts=[Part(("mail", "mails"), mails)],
)
UPLOADS = Chapter(
    slug="uploads",
    what="Files that somebody sent, and what was found in them",
    lasts=Lasts(),
    since="for 24 hours after they were sent; the worker looks every quarter of an hour",
    parts=[Part(("file", "files"), files), Part(("upload", "uploads"), uploads)],
    is_fixed=True,
)
LINKS = Chapter(
    slug="links",
    what="Links in mails: what each is for, and whether it was used",
    lasts=Lasts(),
    since="for 30 days after they end; the worker looks every hour",
    parts=[Part(("link", "links"), links)],
    is_fixed=True,
)
PRINTED = Chapter(
    slug="person-files",
    what="Files that people had made of everything about themselves",
    lasts=Lasts(),
    since="for 24 hours after they were made; the worker looks every quarter of an hour",
    parts=[Part(("printed file", "printed files"), printed)],
    is_fixed=True,
)
SESSIONS = Chapter(
    slug="sessions",
    what="Sessions of people who signed in",
    lasts=Lasts(),
    since="until they end, after 12 hours at the latest; the worker looks every hour",
    parts=[Part(("session", "sessions"), sessions)],
    is_fixed=True,
)


def register() -> None:
    for chapter in (AUDIT, LINKS, MAILS, PRINTED, SESSIONS, UPLOADS):
        register_retention(chapter)
