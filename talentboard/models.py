"""The tables every app stands on, from the wings they belong to."""

from .accounts.invitations import Invitation
from .accounts.models import User
from .audit.models import AuditEvent
from .digests.models import DigestDay
from .jobs.models import Job
from .links.models import Link
from .notifications.models import Notification
from .person_file.models import PersonFileCopy
from .retention.models import LegalHold, RetentionPeriod
from .uploads.models import Upload, UploadFile

__all__ = [
    "AuditEvent", "DigestDay", "Invitation", "Job", "LegalHold", "Link", "Notification", "PersonFileCopy",
    "RetentionPeriod", "Upload", "UploadFile", "User",
]  # fmt: skip
